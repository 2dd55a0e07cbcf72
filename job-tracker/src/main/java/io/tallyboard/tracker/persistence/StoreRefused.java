package io.tallyboard.tracker.persistence;

/** One document that the store does not take, for its own sake. All before it are stored. */
final class StoreRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String id;

  StoreRefused(String id, String why) {
    super(why, null, false, false);
    this.id = id;
  }

  String id() {
    return id;
  }
}
