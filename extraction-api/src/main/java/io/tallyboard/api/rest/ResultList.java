package io.tallyboard.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Result;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a job handed in. */
public record ResultList(List<ResultView> results) {

  /** One thing that it handed in. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ResultView(
      String id,
      @Nullable String jobId,
      String kind,
      @Nullable String extractor,
      ResourceRef resource,
      @Nullable JsonNode content,
      Instant createdAt,
      @Nullable ResultFile file) {}

  /**
   * Of what is more than JSON: the bytes.
   *
   * @param url where they are
   */
  public record ResultFile(String name, String mimeType, long size, String sha256, String url) {
    static @Nullable ResultFile of(Result result) {
      Result.@Nullable Bytes bytes = result.bytes();
      return bytes == null
          ? null
          : new ResultFile(
              bytes.name(),
              bytes.mimeType(),
              bytes.size(),
              bytes.sha256(),
              "/v1/results/" + result.id() + "/content");
    }
  }

  static ResultList of(List<Result> results, JsonTexts json) {
    return new ResultList(
        results.stream()
            .map(
                r ->
                    new ResultView(
                        r.id(),
                        r.jobId(),
                        r.kind(),
                        r.extractor(),
                        r.resource(),
                        json.read(r.content()),
                        r.createdAt(),
                        ResultFile.of(r)))
            .toList());
  }
}
