/** The broker's side: update queues are taken from it, hints given to it. */
@NullMarked
package io.tallyboard.tracker.messaging;

import org.jspecify.annotations.NullMarked;
