package io.tallyboard.api.board;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.config.ApiConfig;
import io.tallyboard.api.domain.ExtractorSettings;
import io.tallyboard.api.domain.InFlight;
import io.tallyboard.api.domain.Place;
import io.tallyboard.api.domain.QueueNotes;
import io.tallyboard.api.domain.QueueState;
import io.tallyboard.api.domain.Reasons;
import io.tallyboard.api.domain.Wait;
import io.tallyboard.api.domain.Window;
import io.tallyboard.api.domain.port.ExtractorQueues;
import io.tallyboard.api.domain.port.Line;
import io.tallyboard.api.domain.port.QueueTurns;
import io.tallyboard.api.domain.port.SettingsStore;
import io.tallyboard.api.domain.port.SubmissionRecords;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.SubmissionState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why jobs wait, as it is at this moment. What a list costs does not depend on its length: how many go
 * before each is counted only for one job.
 */
@ApplicationScoped
public class Waits {
  private static final int MOST_IN_FLIGHT = 1_000;

  private final SubmissionRecords submissions;
  private final ExtractorQueues queues;
  private final QueueTurns turns;
  private final SettingsStore settings;
  private final Line line;
  private final InstantSource clock;
  private final Window window;

  Waits(
      SubmissionRecords submissions,
      ExtractorQueues queues,
      QueueTurns turns,
      SettingsStore settings,
      Line line,
      InstantSource clock,
      ApiConfig config) {
    this.submissions = submissions;
    this.queues = queues;
    this.turns = turns;
    this.settings = settings;
    this.line = line;
    this.clock = clock;
    this.window = new Window(config.dispatch().window());
  }

  /** By id, of those that wait. */
  public Uni<Map<String, Wait>> of(List<Submission> unrecorded, List<Job> records) {
    return waiting(records)
        .chain(
            some -> {
              List<Submission> all = Stream.concat(unrecorded.stream(), some.stream()).toList();
              return all.isEmpty()
                  ? Uni.createFrom().item(Map.of())
                  : known(all).map(known -> reasons(all, known));
            });
  }

  private static Map<String, Wait> reasons(List<Submission> all, Known known) {
    Map<String, Wait> found = new HashMap<>();
    all.forEach(s -> known.reasons(s).of(s, null).ifPresent(why -> found.put(s.jobId(), why)));
    return found;
  }

  private Uni<List<Submission>> waiting(List<Job> records) {
    List<String> ids =
        records.stream().filter(j -> j.state() == JobState.SUBMITTED).map(Job::id).toList();
    return ids.isEmpty() ? Uni.createFrom().item(List.of()) : submissions.waiting(ids);
  }

  /** Why one waits, and how many go before it. */
  public Uni<Optional<Wait>> exactly(Job job) {
    return waiting(List.of(job))
        .chain(
            found ->
                found.isEmpty() ? Uni.createFrom().item(Optional.empty()) : exactly(found.get(0)));
  }

  public Uni<Optional<Wait>> exactly(Submission s) {
    return known(List.of(s))
        .chain(known -> behind(s, known).map(n -> known.reasons(s).of(s, n.orElse(null))));
  }

  /** Empty where it does not stand in the line yet, or was started. */
  private Uni<Optional<Long>> behind(Submission s, Known known) {
    return switch (s.state()) {
      case CANCELLED, ACCEPTED -> Uni.createFrom().item(Optional.empty());
      case DISPATCHED ->
          line.inFlight(s.queue(), MOST_IN_FLIGHT).map(sent -> inQueue(s, sent, known));
      case ANNOUNCED -> inStore(s, known).map(Optional::of);
    };
  }

  private static Optional<Long> inQueue(Submission s, List<InFlight> sent, Known known) {
    List<String> ids = sent.stream().map(InFlight::jobId).toList();
    int index = ids.indexOf(s.jobId());
    long ready = known.queue(s).map(QueueState::ready).orElse((long) sent.size());
    return index < 0 ? Optional.empty() : Optional.of(Place.inQueue(index, sent.size(), ready));
  }

  private Uni<Long> inStore(Submission s, Known known) {
    String user = s.request().user() == null ? "" : s.request().user().id();
    return Uni.combine()
        .all()
        .unis(
            line.inFlight(s.queue(), MOST_IN_FLIGHT),
            line.higher(s.queue(), s.priority()),
            line.counts(s.queue(), s.priority()),
            line.older(s, user))
        .asTuple()
        .map(
            found -> {
              List<InFlight> sent =
                  Window.believed(found.getItem1(), known.queue(s), clock.instant());
              long foreign =
                  known.queue(s).map(q -> Math.max(0, q.ready() - sent.size())).orElse(0L);
              return Place.inStore(
                  known.notes(s).turns(),
                  window,
                  sent,
                  foreign,
                  found.getItem2(),
                  found.getItem3(),
                  user,
                  found.getItem4());
            });
  }

  private Uni<Known> known(List<Submission> all) {
    Set<String> names = all.stream().map(Submission::queue).collect(Collectors.toSet());
    boolean unsent = all.stream().anyMatch(s -> s.state() != SubmissionState.DISPATCHED);
    return Uni.combine()
        .all()
        .unis(
            queues.states(names),
            turns.notes(names),
            unsent ? settings.all() : Uni.createFrom().item(Map.<String, ExtractorSettings>of()))
        .asTuple()
        .map(found -> new Known(found.getItem1(), found.getItem2(), found.getItem3(), clock));
  }

  /** What is known of the queues in question. */
  private record Known(
      Map<String, QueueState> states,
      Map<String, QueueNotes> noted,
      Map<String, ExtractorSettings> decided,
      InstantSource clock) {

    Optional<QueueState> queue(Submission s) {
      return Optional.ofNullable(states.get(s.queue()));
    }

    QueueNotes notes(Submission s) {
      return noted.getOrDefault(s.queue(), QueueNotes.none());
    }

    Reasons reasons(Submission s) {
      return new Reasons(
          queue(s),
          notes(s),
          Optional.ofNullable(decided.get(s.extractor()))
              .flatMap(settings -> Optional.ofNullable(settings.paused()))
              .map(ExtractorSettings.Paused::since),
          clock.instant());
    }
  }
}
