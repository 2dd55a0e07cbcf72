package io.tallyboard.api.board;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.EventCard;
import io.tallyboard.api.domain.ExtractorRuns;
import io.tallyboard.api.domain.ExtractorRuns.JobRun;
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
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All that extractors did on one resource, in one answer. */
@ApplicationScoped
public class ResourceBoard {
  private static final int EVENTS_PER_JOB = 50;
  private static final int AT_ONCE = 8;

  /** Where a job names no extractor. */
  private static final String UNNAMED = "unknown";

  private final JobBoard jobs;
  private final FileStore files;
  private final Registry registry;
  private final InstantSource clock;

  ResourceBoard(JobBoard jobs, FileStore files, Registry registry, InstantSource clock) {
    this.jobs = jobs;
    this.files = files;
    this.registry = registry;
    this.clock = clock;
  }

  /**
   * Where the extractors on a resource stand.
   *
   * @param limit of jobs, the newest; older ones are in the list of jobs
   */
  public Uni<ResourceOverview> overview(ResourceRef resource, Visibility visibility, int limit) {
    JobQuery query = new JobQuery(JobFilter.on(resource), visibility, limit, Optional.empty());
    return Uni.combine()
        .all()
        .unis(jobs.records(query), name(resource, visibility))
        .asTuple()
        .chain(found -> overview(resource, found.getItem1(), found.getItem2(), limit));
  }

  private Uni<Optional<String>> name(ResourceRef resource, Visibility visibility) {
    return resource.type().equals(ResourceRef.FILE)
        ? files.byId(resource.id(), visibility).map(file -> file.map(StoredFile::name))
        : Uni.createFrom().item(Optional.empty());
  }

  private Uni<ResourceOverview> overview(
      ResourceRef resource, JobBoard.Found found, Optional<String> fileName, int limit) {
    Page<JobCard> page = JobMerge.page(found.submissions(), found.jobs(), found.waiting(), limit);
    Map<String, List<JobCard>> byExtractor =
        page.items().stream()
            .collect(
                Collectors.groupingBy(ResourceBoard::extractor, TreeMap::new, Collectors.toList()));
    Optional<String> name =
        fileName.or(
            () -> page.items().stream().flatMap(j -> j.resourceName().stream()).findFirst());
    return Uni.combine()
        .all()
        .unis(events(found.jobs(), page.items()), registry.versions(byExtractor.keySet()))
        .asTuple()
        .map(
            more -> {
              Instant now = clock.instant();
              return new ResourceOverview(
                  now,
                  resource,
                  name,
                  ResourceSentence.of(resource.type(), byExtractor.values(), now),
                  runs(byExtractor, more.getItem1(), more.getItem2(), now),
                  page.next().isPresent());
            });
  }

  private static String extractor(JobCard job) {
    String extractor = job.extractor();
    return extractor == null ? UNNAMED : extractor;
  }

  private static List<ExtractorRuns> runs(
      Map<String, List<JobCard>> byExtractor,
      Map<String, List<EventCard>> events,
      Map<String, String> versions,
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
              return new ExtractorRuns(entry.getKey(), version, runs);
            })
        .toList();
  }

  private Uni<Map<String, List<EventCard>>> events(List<Job> records, List<JobCard> shown) {
    var ids = shown.stream().map(JobCard::id).collect(Collectors.toSet());
    return Multi.createFrom()
        .iterable(records.stream().filter(job -> ids.contains(job.id())).toList())
        .onItem()
        .transformToUni(
            job -> jobs.latestEvents(job, EVENTS_PER_JOB).map(e -> Map.entry(job.id(), e)))
        .merge(AT_ONCE)
        .collect()
        .asMap(Map.Entry::getKey, Map.Entry::getValue);
  }
}
