/** Folds again what is stored, to mend records or to prove that nothing differs. */
@NullMarked
package io.tallyboard.tracker.rebuild;

import org.jspecify.annotations.NullMarked;
