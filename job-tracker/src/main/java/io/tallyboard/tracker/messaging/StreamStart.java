package io.tallyboard.tracker.messaging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a stream is the one that the store knows, by what its end shows. A pure decision.
 *
 * <pre>
 * the end shows              what is stored in those places   it is
 * nothing                                                     waited for, then taken for made anew
 * a place behind ours        something else                   made anew
 *                            the same, or nothing             waited for, then taken for made anew
 * our place or a later one                                    read from our place on, which must be
 *                                                             what it was
 * </pre>
 *
 * <p>It is waited for because a replica of the stream that lags behind shows the same. One that is
 * made anew and begins as the old one did was cut off: it counts from where they differ.
 */
enum StreamStart {
  GO_ON,
  WAIT,
  ANEW;

  /**
   * Decides.
   *
   * @param end what the stream's end shows
   * @param same whether that is what is stored in those places; null where none of it is
   * @param waited whether it was waited for long enough
   */
  static StreamStart of(
      long foldedThrough, List<StreamProbe.Seen> end, @Nullable Boolean same, boolean waited) {
    if (foldedThrough < 0) {
      return GO_ON;
    }
    if (!end.isEmpty() && end.get(end.size() - 1).offset() >= foldedThrough) {
      return GO_ON;
    }
    return waited || Boolean.FALSE.equals(same) ? ANEW : WAIT;
  }
}
