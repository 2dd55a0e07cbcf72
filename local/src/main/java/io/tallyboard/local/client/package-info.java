/** A client of the board's REST API like any other, and what it prints. */
@NullMarked
package io.tallyboard.local.client;

import org.jspecify.annotations.NullMarked;
