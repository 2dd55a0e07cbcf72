package io.tallyboard.api.rest;

import java.time.Instant;

/** What a stream says beside jobs and extractors. */
public final class StreamView {
  private StreamView() {}

  /** The first event: where the stream begins. */
  public record Hello(Instant now, String cursor) {}

  /** Why there is a break, or an end. */
  public record Notice(String reason) {}
}
