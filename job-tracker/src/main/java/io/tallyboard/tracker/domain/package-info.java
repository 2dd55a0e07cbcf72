/** The rules: what an update says, how updates make runs, and runs a job's record. Plain Java, pure. */
@NullMarked
package io.tallyboard.tracker.domain;

import org.jspecify.annotations.NullMarked;
