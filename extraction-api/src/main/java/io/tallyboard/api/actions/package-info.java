/** What people do to jobs: cancel, run again, replay, one or many. */
@NullMarked
package io.tallyboard.api.actions;

import org.jspecify.annotations.NullMarked;
