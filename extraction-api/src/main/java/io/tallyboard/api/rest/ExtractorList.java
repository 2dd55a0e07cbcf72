package io.tallyboard.api.rest;

import io.tallyboard.api.board.ExtractorBoard;
import java.time.Instant;
import java.util.List;

/** The extractors that were heard of, as of {@code now}. */
public record ExtractorList(Instant now, List<ExtractorView> extractors) implements Ticking {
  static ExtractorList of(ExtractorBoard.Known known) {
    return new ExtractorList(
        known.now(),
        known.extractors().stream().map(e -> ExtractorView.of(e, known.now())).toList());
  }

  @Override
  public ExtractorList still() {
    return new ExtractorList(Instant.EPOCH, extractors.stream().map(ExtractorView::still).toList());
  }
}
