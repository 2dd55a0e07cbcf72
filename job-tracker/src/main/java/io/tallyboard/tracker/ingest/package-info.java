/** Takes batches of messages into the log and folds them, through ports that the store implements. */
@NullMarked
package io.tallyboard.tracker.ingest;

import org.jspecify.annotations.NullMarked;
