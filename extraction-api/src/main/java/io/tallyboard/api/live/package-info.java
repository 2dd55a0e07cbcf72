/** Changes as they happen: from the broker's hints and sweeps of the store to who follows them. */
@NullMarked
package io.tallyboard.api.live;

import org.jspecify.annotations.NullMarked;
