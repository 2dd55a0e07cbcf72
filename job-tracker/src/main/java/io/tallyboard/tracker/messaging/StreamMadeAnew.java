package io.tallyboard.tracker.messaging;

/** The stream is not the one that was read before: somebody deleted it and made it anew. */
final class StreamMadeAnew extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StreamMadeAnew(long foldedThrough) {
    super(
        "another message stands where number " + foldedThrough + " was folded", null, false, false);
  }
}
