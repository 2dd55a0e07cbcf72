package io.tallyboard.local.extractor;

/** The kinds of status update, by their names on the wire. */
enum Status {
  START("StatusMessage.start"),
  PROCESSING("StatusMessage.processing"),
  DONE("StatusMessage.done"),
  SKIP("StatusMessage.skip"),
  ERROR("StatusMessage.error"),
  RETRY("StatusMessage.retry");

  private final String wireName;

  Status(String wireName) {
    this.wireName = wireName;
  }

  String wireName() {
    return wireName;
  }
}
