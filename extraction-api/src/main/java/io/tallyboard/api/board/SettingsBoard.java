package io.tallyboard.api.board;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.ExtractorSettings;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.port.Registry;
import io.tallyboard.api.domain.port.SettingsStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.UnaryOperator;

/** What operators decided about the extractors that were heard of. */
@ApplicationScoped
public class SettingsBoard {
  private final Registry registry;
  private final SettingsStore settings;

  SettingsBoard(Registry registry, SettingsStore settings) {
    this.registry = registry;
    this.settings = settings;
  }

  /** Fails with {@link Refused} where no extractor of this name was heard of. */
  public Uni<ExtractorSettings> of(String extractor) {
    return known(extractor).chain(() -> settings.byName(extractor));
  }

  /** Fails with {@link Refused} likewise, or where there would be too many grants or spaces. */
  public Uni<ExtractorSettings> change(String extractor, UnaryOperator<ExtractorSettings> change) {
    return known(extractor)
        .chain(() -> settings.change(extractor, read -> checked(change.apply(read))));
  }

  private static ExtractorSettings checked(ExtractorSettings next) {
    if (next.spaces().size() > ExtractorSettings.MAX_SPACES) {
      throw Refused.unprocessable(
          "/spaces",
          "An extractor has settings for at most %d spaces."
              .formatted(ExtractorSettings.MAX_SPACES));
    }
    return next;
  }

  private Uni<Void> known(String extractor) {
    return registry
        .byName(extractor)
        .invoke(
            found -> {
              if (found.isEmpty()) {
                throw Refused.notFound("No extractor of this name was heard of.");
              }
            })
        .replaceWithVoid();
  }
}
