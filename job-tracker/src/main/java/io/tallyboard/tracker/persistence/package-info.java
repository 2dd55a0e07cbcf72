/** The store's side: the log, the job records, their indexes. */
@NullMarked
package io.tallyboard.tracker.persistence;

import org.jspecify.annotations.NullMarked;
