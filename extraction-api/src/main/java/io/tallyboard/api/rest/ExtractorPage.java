package io.tallyboard.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.tallyboard.api.board.ExtractorBoard;
import io.tallyboard.api.domain.RecentRuns;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.ExtractorInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One extractor, closely.
 *
 * @param parameters its JSON Schema of parameters
 * @param revisions every description of it that was seen, the latest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExtractorPage(
    Instant now,
    ExtractorView extractor,
    @Nullable String author,
    @Nullable String owner,
    @Nullable JsonNode parameters,
    List<ExtractorInfo.Revision> revisions,
    RecentView recent)
    implements Ticking {

  /**
   * How its newest jobs went, up to a thousand of the last seven days.
   *
   * @param since of the oldest of them
   * @param complete whether these are all of the seven days
   * @param elapsed of the last runs that ended, in milliseconds
   * @param waiting from submission to the first start, in milliseconds
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RecentView(
      Instant since,
      Map<JobState, Integer> states,
      boolean complete,
      RecentRuns.@Nullable Spread elapsed,
      RecentRuns.@Nullable Spread waiting) {

    static RecentView of(RecentRuns recent) {
      return new RecentView(
          recent.since(),
          recent.states(),
          recent.complete(),
          recent.elapsed().orElse(null),
          recent.waiting().orElse(null));
    }

    private RecentView still() {
      return new RecentView(complete ? Instant.EPOCH : since, states, complete, elapsed, waiting);
    }
  }

  static ExtractorPage of(ExtractorBoard.Closely closely, JsonTexts json) {
    ExtractorInfo info = closely.extractor().card().info();
    return new ExtractorPage(
        closely.now(),
        ExtractorView.of(closely.extractor(), closely.now()),
        info.author(),
        info.owner(),
        json.read(info.parameters()),
        info.revisions(),
        RecentView.of(closely.recent()));
  }

  @Override
  public ExtractorPage still() {
    return new ExtractorPage(
        Instant.EPOCH, extractor.still(), author, owner, parameters, revisions, recent.still());
  }
}
