package io.tallyboard.api.board;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.Dataset;
import io.tallyboard.api.domain.DatasetRollup;
import io.tallyboard.api.domain.EventCard;
import io.tallyboard.api.domain.ExtractorRuns;
import io.tallyboard.api.domain.ExtractorRuns.JobRun;
import io.tallyboard.api.domain.Facet;
import io.tallyboard.api.domain.JobCard;
import io.tallyboard.api.domain.JobFilter;
import io.tallyboard.api.domain.JobMerge;
import io.tallyboard.api.domain.JobQuery;
import io.tallyboard.api.domain.Overlaps;
import io.tallyboard.api.domain.Page;
import io.tallyboard.api.domain.ResourceOverview;
import io.tallyboard.api.domain.ResourceSentence;
import io.tallyboard.api.domain.StoredFile;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.FileStore;
import io.tallyboard.api.domain.port.Registry;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Job;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All that extractors did on one resource, in one answer. */
@ApplicationScoped
public class ResourceBoard {
  /** Where a job names no extractor. */
  private static final String UNNAMED = "unknown";

  private final JobBoard jobs;
  private final LatestEvents latest;
  private final DatasetBoard datasets;
  private final Datasets made;
  private final FileStore files;
  private final Registry registry;
  private final InstantSource clock;

  ResourceBoard(
      JobBoard jobs,
      LatestEvents latest,
      DatasetBoard datasets,
      Datasets made,
      FileStore files,
      Registry registry,
      InstantSource clock) {
    this.jobs = jobs;
    this.latest = latest;
    this.datasets = datasets;
    this.made = made;
    this.files = files;
    this.registry = registry;
    this.clock = clock;
  }

  /**
   * Where the extractors on a resource stand.
   *
   * @param limit of jobs, the newest; older ones are in the list of jobs
   * @param eventLimit of each job's events, the latest
   */
  public Uni<ResourceOverview> overview(
      ResourceRef resource, Visibility visibility, int limit, int eventLimit) {
    JobQuery query = new JobQuery(JobFilter.on(resource), visibility, limit, Optional.empty());
    return Uni.combine()
        .all()
        .unis(jobs.records(query), name(resource, visibility), rollup(resource, visibility))
        .asTuple()
        .chain(
            found ->
                overview(query, resource, found.getItem1(), eventLimit)
                    .map(o -> o.of(resource, found.getItem2(), found.getItem3())));
  }

  private Uni<Optional<DatasetRollup>> rollup(ResourceRef resource, Visibility visibility) {
    return resource.type().equals(ResourceRef.DATASET)
        ? datasets.rollup(resource.id(), visibility).map(Optional::of)
        : Uni.createFrom().item(Optional.empty());
  }

  private Uni<Optional<String>> name(ResourceRef resource, Visibility visibility) {
    return switch (resource.type()) {
      case ResourceRef.FILE ->
          files.byId(resource.id(), visibility).map(file -> file.map(StoredFile::name));
      case ResourceRef.DATASET ->
          made.find(resource.id(), visibility)
              .map(found -> found.filter(Dataset::named).map(Dataset::name));
      default -> Uni.createFrom().item(Optional.empty());
    };
  }

  /** What is known of the resource's jobs. */
  private record Runs(
      Instant now,
      List<ExtractorRuns> extractors,
      String sentence,
      Optional<String> next,
      Optional<String> name) {

    ResourceOverview of(
        ResourceRef resource, Optional<String> fileName, Optional<DatasetRollup> rollup) {
      return new ResourceOverview(
          now, resource, fileName.or(() -> name), sentence, extractors, next, rollup);
    }
  }

  private Uni<Runs> overview(
      JobQuery query, ResourceRef resource, JobBoard.Found found, int eventLimit) {
    Page<JobCard> page =
        JobMerge.page(found.submissions(), found.jobs(), found.waiting(), query.limit());
    Map<String, List<JobCard>> byExtractor =
        page.items().stream()
            .collect(
                Collectors.groupingBy(ResourceBoard::extractor, TreeMap::new, Collectors.toList()));
    return Uni.combine()
        .all()
        .unis(
            events(found.jobs(), page.items(), eventLimit),
            registry.versions(byExtractor.keySet()),
            counts(query, page))
        .asTuple()
        .map(
            more -> {
              Instant now = clock.instant();
              return new Runs(
                  now,
                  runs(byExtractor, more.getItem1(), more.getItem2(), more.getItem3(), now),
                  ResourceSentence.of(resource.type(), byExtractor.values(), now),
                  page.next(),
                  page.items().stream().flatMap(j -> j.resourceName().stream()).findFirst());
            });
  }

  /** By extractor. What is shown need not be counted where it is all. */
  private Uni<Map<String, Long>> counts(JobQuery query, Page<JobCard> page) {
    return page.next().isEmpty()
        ? Uni.createFrom().item(Map.of())
        : jobs.counts(query.filter(), query.visibility(), Set.of(Facet.EXTRACTOR))
            .map(counts -> counts.facets().getOrDefault(Facet.EXTRACTOR, Map.of()));
  }

  private static String extractor(JobCard job) {
    String extractor = job.extractor();
    return extractor == null ? UNNAMED : extractor;
  }

  private static List<ExtractorRuns> runs(
      Map<String, List<JobCard>> byExtractor,
      Map<String, List<EventCard>> events,
      Map<String, String> versions,
      Map<String, Long> counts,
      Instant now) {
    return byExtractor.entrySet().stream()
        .map(
            entry -> {
              List<JobCard> cards = entry.getValue();
              List<JobRun> runs =
                  cards.stream()
                      .map(
                          job ->
                              new JobRun(
                                  job,
                                  events.getOrDefault(job.id(), List.of()),
                                  Overlaps.of(job, cards, now)))
                      .toList();
              Optional<String> version = Optional.ofNullable(versions.get(entry.getKey()));
              long count = Math.max(counts.getOrDefault(entry.getKey(), 0L), runs.size());
              return new ExtractorRuns(entry.getKey(), version, count, runs);
            })
        .toList();
  }

  private Uni<Map<String, List<EventCard>>> events(
      List<Job> records, List<JobCard> shown, int limit) {
    Set<String> ids = shown.stream().map(JobCard::id).collect(Collectors.toSet());
    return latest.of(records.stream().filter(job -> ids.contains(job.id())).toList(), limit);
  }
}
