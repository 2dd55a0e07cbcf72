/** What a person runs beside the service. */
@NullMarked
package io.tallyboard.tracker.command;

import org.jspecify.annotations.NullMarked;
