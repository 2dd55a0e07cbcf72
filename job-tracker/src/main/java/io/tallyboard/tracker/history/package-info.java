/** Takes over the past from another system. */
@NullMarked
package io.tallyboard.tracker.history;

import org.jspecify.annotations.NullMarked;
