/** Who calls, and whether they may: one filter each. */
@NullMarked
package io.tallyboard.api.rest.auth;

import org.jspecify.annotations.NullMarked;
