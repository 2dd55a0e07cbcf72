/** Removes what is finished and old, where a person asked for it. */
@NullMarked
package io.tallyboard.tracker.retention;

import org.jspecify.annotations.NullMarked;
