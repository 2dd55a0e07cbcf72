/** Documents as they stand in the store, one writing service each. */
@NullMarked
package io.tallyboard.contract.store;

import org.jspecify.annotations.NullMarked;
