package io.tallyboard.tracker.ingest;

/**
 * Another message stands where this one was to be stored: two readers number one plain queue. Nothing
 * is lost, since nothing was acknowledged; who numbered it later begins anew.
 */
public final class PlaceTaken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PlaceTaken(String id) {
    super("another message is stored as %s already".formatted(id));
  }
}
