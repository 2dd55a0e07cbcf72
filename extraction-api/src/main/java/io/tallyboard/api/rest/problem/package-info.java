/** Every error as a problem of RFC 9457. */
@NullMarked
package io.tallyboard.api.rest.problem;

import org.jspecify.annotations.NullMarked;
