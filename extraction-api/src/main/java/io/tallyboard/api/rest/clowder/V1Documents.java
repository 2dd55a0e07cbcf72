package io.tallyboard.api.rest.clowder;

import io.tallyboard.api.rest.JsonTexts;
import io.tallyboard.contract.store.Result;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Metadata in Clowder v1's form. */
@ApplicationScoped
class V1Documents {
  private final JsonTexts json;

  V1Documents(JsonTexts json) {
    this.json = json;
  }

  /** Those of one extractor, if one is named. */
  List<V1Files.Document> of(List<Result> results, @Nullable String extractor) {
    return results.stream()
        .filter(result -> extractor == null || Objects.equals(extractor, result.extractor()))
        .map(this::document)
        .toList();
  }

  private V1Files.Document document(Result result) {
    @Nullable String name = result.extractor();
    return new V1Files.Document(
        result.id(),
        result.resource(),
        name == null ? null : new V1Files.Agent("cat:extractor", name),
        result.createdAt(),
        json.read(result.content()));
  }
}
