/** Keys and sessions. */
@NullMarked
package io.tallyboard.api.access;

import org.jspecify.annotations.NullMarked;
