package io.tallyboard.api.rest.clowder;

import io.tallyboard.api.rest.JsonTexts;
import io.tallyboard.contract.store.Result;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Metadata in Clowder v2's form. */
@ApplicationScoped
class V2Documents {
  private final JsonTexts json;

  V2Documents(JsonTexts json) {
    this.json = json;
  }

  /** Those of one extractor, if one is named. */
  List<V2Files.Document> of(List<Result> results, @Nullable String extractor) {
    return results.stream()
        .filter(result -> extractor == null || Objects.equals(extractor, result.extractor()))
        .map(this::document)
        .toList();
  }

  private V2Files.Document document(Result result) {
    @Nullable String name = result.extractor();
    return new V2Files.Document(
        result.id(),
        json.read(result.content()),
        name == null ? null : new V2Files.Agent(new V2Files.Listener(name)),
        result.createdAt());
  }
}
