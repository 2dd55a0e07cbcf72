/** job-tracker: update queues become extractions, and extractions job records. */
@NullMarked
package io.tallyboard.tracker;

import org.jspecify.annotations.NullMarked;
