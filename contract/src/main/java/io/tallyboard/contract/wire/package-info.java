/** Messages as they travel over the broker. */
@NullMarked
package io.tallyboard.contract.wire;

import org.jspecify.annotations.NullMarked;
