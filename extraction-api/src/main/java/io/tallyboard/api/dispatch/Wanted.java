package io.tallyboard.api.dispatch;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.Dataset;
import io.tallyboard.api.domain.ExtractorSettings;
import io.tallyboard.api.domain.Fault;
import io.tallyboard.api.domain.PrivateExtractors;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.StoredFile;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.DatasetStore;
import io.tallyboard.api.domain.port.FileStore;
import io.tallyboard.api.domain.port.ParameterRules;
import io.tallyboard.api.domain.port.Registry;
import io.tallyboard.api.domain.port.SettingsStore;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.ExtractorInfo;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Looks up what a request names, and refuses what is not there for its sender. */
@ApplicationScoped
class Wanted {
  private static final String PARAMETERS = "/parameters";

  private final Registry registry;
  private final SettingsStore settings;
  private final FileStore files;
  private final DatasetStore datasets;
  private final ParameterRules rules;

  Wanted(
      Registry registry,
      SettingsStore settings,
      FileStore files,
      DatasetStore datasets,
      ParameterRules rules) {
    this.registry = registry;
    this.datasets = datasets;
    this.settings = settings;
    this.files = files;
    this.rules = rules;
  }

  /** One that the caller may use, and that has nothing against the parameters. */
  Uni<ExtractorInfo> extractor(String name, String parameters, Caller caller) {
    return registry
        .byName(name)
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(found)
                    : settings
                        .byName(name)
                        .map(said -> found.filter(info -> maySee(info, said, caller))))
        .map(found -> found.orElseThrow(Wanted::noExtractor))
        .invoke(info -> check(info, parameters));
  }

  private static boolean maySee(ExtractorInfo info, ExtractorSettings said, Caller caller) {
    return PrivateExtractors.maySee(info, said, caller);
  }

  private void check(ExtractorInfo info, String parameters) {
    List<Fault> faults =
        rules.faults(info, parameters).stream()
            .map(fault -> new Fault(PARAMETERS + fault.pointer(), fault.detail()))
            .toList();
    if (!faults.isEmpty()) {
      throw Refused.unprocessable("The parameters are not what the extractor asks for.", faults);
    }
  }

  /** Only files need exist: a dataset may be known to the extractor's own platform alone. */
  Uni<Optional<StoredFile>> file(ResourceRef resource, Visibility visibility) {
    if (!resource.type().equals(ResourceRef.FILE)) {
      return Uni.createFrom().item(Optional.empty());
    }
    return files
        .byId(resource.id(), visibility)
        .invoke(
            found -> {
              if (found.isEmpty()) {
                throw noFile();
              }
            });
  }

  /** How a dataset is called that somebody made; one that the caller may not see is refused. */
  Uni<Optional<String>> datasetName(ResourceRef resource, Visibility visibility) {
    if (!resource.type().equals(ResourceRef.DATASET)) {
      return Uni.createFrom().item(Optional.empty());
    }
    return datasets
        .byId(resource.id(), Visibility.all())
        .map(
            found -> {
              if (found.map(made -> !visibility.allows(made.createdBy())).orElse(false)) {
                throw Refused.unprocessable("/resource/id", "There is no dataset of this id.");
              }
              return found.map(Dataset::name);
            });
  }

  static Refused noFile() {
    return Refused.unprocessable("/resource/id", "There is no file of this id.");
  }

  private static Refused noExtractor() {
    return Refused.unprocessable(
        "/extractor",
        "No extractor of this name has been heard of. GET /v1/extractors lists those that have.");
  }
}
