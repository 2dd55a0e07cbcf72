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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

  /**
   * The datasets among these that somebody made, asked for at once. Others may be known to the
   * extractor's own platform alone.
   */
  Uni<Made> datasets(Collection<ResourceRef> resources, Visibility visibility) {
    Set<String> ids =
        resources.stream()
            .filter(resource -> resource.type().equals(ResourceRef.DATASET))
            .map(ResourceRef::id)
            .collect(Collectors.toSet());
    return datasets.byIds(ids).map(found -> new Made(found, visibility));
  }

  /** Datasets that somebody made, by id. */
  record Made(Map<String, Dataset> byId, Visibility visibility) {
    Made {
      byId = Map.copyOf(byId);
    }

    /** How it is called; empty where it is no dataset that somebody made. */
    Optional<String> name(ResourceRef resource) {
      return resource.type().equals(ResourceRef.DATASET)
          ? Optional.ofNullable(byId.get(resource.id())).map(Dataset::name)
          : Optional.empty();
    }

    /** What the caller may not see is not there for him. */
    Optional<Refused> refusal(ResourceRef resource, String pointer) {
      return resource.type().equals(ResourceRef.DATASET)
          ? Optional.ofNullable(byId.get(resource.id()))
              .filter(made -> !visibility.allows(made.createdBy()))
              .map(hidden -> Refused.unprocessable(pointer, "There is no dataset of this id."))
          : Optional.empty();
    }

    /** The space of one that may be seen. */
    Optional<String> space(String dataset) {
      return Optional.ofNullable(byId.get(dataset))
          .filter(made -> visibility.allows(made.createdBy()))
          .map(Dataset::space);
    }
  }

  /** How a dataset is called that somebody made; one that the caller may not see is refused. */
  Uni<Optional<String>> datasetName(ResourceRef resource, Visibility visibility) {
    return datasets(List.of(resource), visibility)
        .map(
            made -> {
              made.refusal(resource, "/resource/id")
                  .ifPresent(
                      refused -> {
                        throw refused;
                      });
              return made.name(resource);
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
