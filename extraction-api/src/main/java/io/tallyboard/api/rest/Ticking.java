package io.tallyboard.api.rest;

/** An answer that differs each time it is given, though nothing has changed but the time. */
interface Ticking {

  /** Whether this one does. */
  default boolean ticks() {
    return true;
  }

  /** The same with its clocks stopped: what its tag is made of. */
  Object still();
}
