package io.tallyboard.api.rest.clowder;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.access.JobKeys;
import io.tallyboard.api.access.Keys;
import io.tallyboard.api.board.Datasets;
import io.tallyboard.api.config.ApiConfig;
import io.tallyboard.api.config.ApiMetrics;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.Dataset;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.domain.Secret;
import io.tallyboard.api.domain.StoredFile;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.FileStore;
import io.tallyboard.api.rest.clowder.Visitors.ByCaller;
import io.tallyboard.api.rest.clowder.Visitors.ByJob;
import io.tallyboard.api.rest.problem.Problems;
import io.tallyboard.contract.ResourceRef;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.util.Optional;

/**
 * Whether a call with this key may do this: a job's own key opens what the job is on, what belongs to
 * that, and what the job made; an API key opens what its user may see.
 */
@ApplicationScoped
class Access {
  private final JobKeys jobKeys;
  private final Keys keys;
  private final FileStore files;
  private final Datasets datasets;
  private final ApiConfig config;
  private final ApiMetrics metrics;

  Access(
      JobKeys jobKeys,
      Keys keys,
      FileStore files,
      Datasets datasets,
      ApiConfig config,
      ApiMetrics metrics) {
    this.jobKeys = jobKeys;
    this.keys = keys;
    this.files = files;
    this.datasets = datasets;
    this.config = config;
    this.metrics = metrics;
  }

  /** What a key opened, and to whom. */
  record Opened<T>(T thing, Visitor visitor) {}

  /** Who shows the key; no thing is asked for yet. */
  Uni<Visitor> enter(Optional<Secret> key, Role needed) {
    return key.map(secret -> enter(secret, needed))
        .orElseGet(() -> Uni.createFrom().failure(this::unauthorized));
  }

  private Uni<Visitor> enter(Secret key, Role needed) {
    return jobKeys
        .identify(key)
        .chain(
            job ->
                job.map(j -> Uni.createFrom().<Visitor>item(new ByJob(j)))
                    .orElseGet(() -> asCaller(key, needed)));
  }

  private Uni<Visitor> asCaller(Secret key, Role needed) {
    return keys.identify(key)
        .map(
            found -> {
              Caller caller = found.orElseThrow(this::unauthorized);
              if (!caller.role().covers(needed)) {
                throw Refused.forbidden("This needs the role " + needed.word() + ".");
              }
              return new ByCaller(caller, Visibility.of(config.visibility(), caller));
            });
  }

  Uni<Opened<StoredFile>> file(String id, Optional<Secret> key, Role needed) {
    return enter(key, needed)
        .chain(visitor -> file(id, visitor).map(file -> new Opened<>(file, visitor)));
  }

  Uni<StoredFile> file(String id, Visitor visitor) {
    return visitor.either(
        caller -> existing(id, caller.visibility()),
        job -> job.isOn(ResourceRef.file(id)) ? existing(id, Visibility.all()) : further(id, job));
  }

  private Uni<StoredFile> existing(String id, Visibility visibility) {
    return files.byId(id, visibility).map(found -> found.orElseThrow(Access::noFile));
  }

  /** What the job made, or what is in its dataset. Anything else does not even exist for it. */
  private Uni<StoredFile> further(String id, ByJob job) {
    return files
        .byId(id, Visibility.all())
        .chain(
            found -> {
              if (found.filter(job::made).isPresent()) {
                return Uni.createFrom().item(found);
              }
              return found.filter(job::isOnDatasetOf).isPresent()
                  ? onIts(job.submission().resource().id(), job)
                      .map(
                          dataset ->
                              found.filter(file -> filesOf(dataset, job).allows(file.uploadedBy())))
                  : Uni.createFrom().item(Optional.<StoredFile>empty());
            })
        .map(found -> found.orElseThrow(() -> Refused.forbidden(ByJob.NOT_ITS_OWN)));
  }

  private static ResourceRef dataset(String id) {
    return new ResourceRef(ResourceRef.DATASET, id);
  }

  private static Refused noDataset() {
    return Refused.notFound("There is no dataset of this id.");
  }

  private static Refused noFile() {
    return Refused.notFound("There is no file of this id.");
  }

  Uni<Opened<Dataset>> dataset(String id, Optional<Secret> key, Role needed) {
    return enter(key, needed)
        .chain(visitor -> dataset(id, visitor).map(dataset -> new Opened<>(dataset, visitor)));
  }

  Uni<Dataset> dataset(String id, Visitor visitor) {
    return visitor.either(
        caller -> datasets.get(id, caller.visibility()),
        job -> job.isOn(dataset(id)) ? onIts(id, job) : made(id, job, false));
  }

  /** A dataset into which a file is to be put: of a file's job also the one that the file is in. */
  Uni<Dataset> datasetToFill(String id, Visitor visitor) {
    return visitor instanceof ByJob job && !job.isOn(dataset(id))
        ? made(id, job, job.isIn(id))
        : dataset(id, visitor);
  }

  private Uni<Dataset> made(String id, ByJob job, boolean allowed) {
    return datasets
        .find(id, Visibility.all())
        .map(
            found -> {
              if (!allowed && found.filter(job::made).isEmpty()) {
                throw Refused.forbidden(ByJob.NOT_ITS_OWN);
              }
              return found.orElseThrow(Access::noDataset);
            });
  }

  /** As much of it as the job's user may see: anybody may have named any dataset. */
  private Uni<Dataset> onIts(String id, ByJob job) {
    return keys.visibility(job.user())
        .chain(
            visibility ->
                datasets
                    .find(id, visibility)
                    .map(found -> own(found.orElseThrow(Access::noDataset), job)));
  }

  /** A dataset that nobody made has no owner but whoever looks at it. */
  private static Dataset own(Dataset dataset, ByJob job) {
    return dataset.named() ? dataset : dataset.of(job.user());
  }

  /** Which of a dataset's files are opened with it: where users see their own, those of its owner. */
  Visibility filesOf(Dataset dataset, Visitor visitor) {
    return visitor.either(
        ByCaller::visibility, job -> Visibility.of(config.visibility(), dataset.createdBy()));
  }

  /** That a run of the job asked for what its job is on. */
  void opening(Visitor visitor) {
    visitor.job().ifPresent(jobKeys::opening);
  }

  private WebApplicationException unauthorized() {
    metrics.refused();
    return new WebApplicationException(Problems.unauthorized());
  }
}
