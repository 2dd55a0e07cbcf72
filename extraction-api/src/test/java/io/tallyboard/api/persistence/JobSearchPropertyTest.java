package io.tallyboard.api.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.Facet;
import io.tallyboard.api.domain.JobCard;
import io.tallyboard.api.domain.JobFilter;
import io.tallyboard.api.domain.JobList;
import io.tallyboard.api.domain.JobMerge;
import io.tallyboard.api.domain.JobPoint;
import io.tallyboard.api.domain.JobQuery;
import io.tallyboard.api.domain.JobSort;
import io.tallyboard.api.domain.Stretch;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.JobRecords.Counted;
import io.tallyboard.api.support.JobIndexes;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.testkit.Servers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.bson.Document;

/** On the store that there is, with bounds so small that every list is cut by them. */
class JobSearchPropertyTest {
  private static final SearchBounds TIGHT = new SearchBounds(List.of(2, 5), 6, 2, 4);

  private static MongoClient client;
  private static com.mongodb.reactivestreams.client.MongoClient reactive;
  private static MongoDatabase database;
  private static MongoJobs jobs;
  private static MongoSubmissions submissions;

  @BeforeContainer
  static void open() {
    String uri = Servers.get().storeUri();
    client = MongoClients.create(uri);
    database = client.getDatabase(Servers.get().freshDatabase());
    JobIndexes.create(database.getCollection(Collections.JOBS));
    reactive = com.mongodb.reactivestreams.client.MongoClients.create(uri);
    Store store = new Store(new ReactiveMongoClientImpl(reactive), database.getName());
    JobWalk walk = new JobWalk(store);
    jobs =
        new MongoJobs(
            store,
            new JobSearch(walk, TIGHT),
            new JobGathering(walk, store, TIGHT),
            new JobTally(walk, store, TIGHT));
    submissions = new MongoSubmissions(store, jobs, TIGHT);
  }

  @AfterContainer
  static void close() {
    database.drop();
    client.close();
    reactive.close();
  }

  @Property(tries = 400)
  void anyFilterReturnsOverAllItsPagesWhatItMeansInOrderAndOnce(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int limit, @ForAll JobSort sort) {
    AnyJobs any = new AnyJobs(seed);
    List<Job> all = IntStream.range(0, any.upTo(30)).mapToObj(any::job).toList();
    List<Submission> asked =
        IntStream.range(0, any.upTo(8))
            .mapToObj(n -> any.submission("s%02d".formatted(n)))
            .toList();
    store(all, asked, any);
    JobFilter filter = AnyFilter.make(any);
    Visibility visibility = AnyVisibility.make(any);

    List<String> expected =
        Stream.concat(all.stream(), asked.stream().map(AnyVisibility::record))
            .filter(job -> AnyFilter.accepts(filter, job) && AnyVisibility.allows(visibility, job))
            .flatMap(job -> sort.point(job).stream())
            .sorted()
            .map(JobPoint::id)
            .toList();

    assertThat(pages(filter, visibility, sort, limit)).isEqualTo(expected);
  }

  @Property(tries = 200)
  void countsAreOfTheNewestThatMatchAndSayWhetherThoseAreAll(@ForAll long seed) {
    AnyJobs any = new AnyJobs(seed);
    List<Job> all = IntStream.range(0, any.upTo(30)).mapToObj(any::job).toList();
    store(all, List.of(), any);
    JobFilter filter = AnyFilter.make(any);
    List<Job> expected =
        all.stream()
            .filter(job -> AnyFilter.accepts(filter, job))
            .sorted((a, b) -> point(a).compareTo(point(b)))
            .toList();

    Counted counted =
        get(
            jobs.counts(
                new JobQuery(filter, Visibility.all(), 10, Optional.empty()),
                EnumSet.allOf(Facet.class)));

    long n = counted.groups().stream().mapToLong(g -> g.count()).sum();
    assertThat(n).isLessThanOrEqualTo(filter.ids().isEmpty() ? 10 : expected.size());
    List<Job> newest = expected.subList(0, (int) n);
    assertThat(counted.all()).isEqualTo(counted.all() && n == expected.size());
    for (Facet facet : Facet.values()) {
      assertThat(tally(counted, facet)).isEqualTo(tally(newest, facet));
    }
  }

  private static JobPoint point(Job job) {
    return JobSort.NEWEST.point(job).orElseThrow();
  }

  private static Map<String, Long> tally(Counted counted, Facet facet) {
    Map<String, Long> tally = new java.util.TreeMap<>();
    counted
        .groups()
        .forEach(
            g ->
                Optional.ofNullable(g.values().get(facet))
                    .ifPresent(value -> tally.merge(value, g.count(), Long::sum)));
    return tally;
  }

  private static Map<String, Long> tally(List<Job> newest, Facet facet) {
    Map<String, Long> tally = new java.util.TreeMap<>();
    newest.forEach(
        job ->
            facet
                .value(JobCard.of(job, Optional.empty()))
                .ifPresent(value -> tally.merge(value, 1L, Long::sum)));
    return tally;
  }

  private static List<String> pages(
      JobFilter filter, Visibility visibility, JobSort sort, int limit) {
    List<String> ids = new ArrayList<>();
    Optional<JobPoint> after = Optional.empty();
    int calls = 0;
    do {
      JobQuery query = new JobQuery(filter, visibility, sort, limit, after);
      Stretch<Submission> waiting =
          filter.admitsSubmitted() ? get(submissions.unrecorded(query)) : Stretch.whole(List.of());
      JobList page = JobMerge.list(sort, limit, waiting, get(jobs.page(query)), Map.of());
      assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
      page.items().forEach(job -> ids.add(job.id()));
      after = page.next().map(next -> JobPoint.of(next.cursor(), sort));
      assertThat(++calls).as("pages go on").isLessThan(100);
    } while (after.isPresent());
    return ids;
  }

  private static void store(List<Job> all, List<Submission> asked, AnyJobs any) {
    database.getCollection(Collections.JOBS).deleteMany(new Document());
    database.getCollection(Collections.SUBMISSIONS).deleteMany(new Document());
    if (!all.isEmpty()) {
      database.getCollection(Collections.JOBS, Job.class).insertMany(all);
    }
    List<Submission> stored = new ArrayList<>(asked);
    // Some have their record already, and are not marked yet.
    all.stream().filter(job -> any.oneIn(6)).forEach(job -> stored.add(any.submission(job.id())));
    if (!stored.isEmpty()) {
      database.getCollection(Collections.SUBMISSIONS, Submission.class).insertMany(stored);
    }
  }

  private static <T> T get(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(20));
  }
}
