package io.tallyboard.api.domain;

import java.util.Optional;

/**
 * Which messages of error queues are asked for; what is empty does not matter.
 *
 * @param text part of the body or of the reason, in any case
 */
public record ErrorFilter(
    Optional<String> extractor,
    Optional<String> job,
    Optional<ErrorMessage.Fate> fate,
    Optional<String> text,
    Times received) {

  public ErrorFilter waiting() {
    return new ErrorFilter(extractor, job, Optional.of(ErrorMessage.Fate.WAITING), text, received);
  }
}
