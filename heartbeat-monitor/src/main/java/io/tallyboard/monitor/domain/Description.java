package io.tallyboard.monitor.domain;

import io.tallyboard.contract.store.ExtractorInfo.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an extractor says of itself, fixed for the life of its process.
 *
 * @param parameters its JSON Schema of parameters, as text
 * @param info all of it as JSON text, its keys sorted
 * @param digest of {@code info}, queue and owner: equal descriptions have equal digests
 */
public record Description(
    ExtractorName name,
    String queue,
    @Nullable String version,
    @Nullable String description,
    @Nullable String author,
    @Nullable String owner,
    @Nullable String uniqueKey,
    List<Rule> process,
    @Nullable String parameters,
    String info,
    String digest) {

  public Description {
    process = List.copyOf(process);
  }

  static String digest(String info, String queue, @Nullable String owner) {
    return Texts.sha256(info + '\n' + queue + '\n' + (owner == null ? "" : owner));
  }
}
