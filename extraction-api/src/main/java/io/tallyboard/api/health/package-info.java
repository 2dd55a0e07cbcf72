/** Readiness: broker, store, and what is prepared at start. */
@NullMarked
package io.tallyboard.api.health;

import org.jspecify.annotations.NullMarked;
