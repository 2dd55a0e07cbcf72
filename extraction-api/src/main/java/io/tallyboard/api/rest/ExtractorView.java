package io.tallyboard.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallyboard.api.domain.ExtractorCard;
import io.tallyboard.api.domain.ExtractorStanding;
import io.tallyboard.api.domain.JobCounts;
import io.tallyboard.api.domain.QueueState;
import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.Liveness;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An extractor, as a client reads it.
 *
 * @param noBeats true where it is online by the broker's word alone: processes take jobs from its
 *     queue, but none beats
 * @param evidence what its liveness rests on, in one sentence
 * @param running how many of its jobs are at work; 10,000 means: at least; absent on the live stream
 * @param waiting how many wait for a run; likewise
 * @param failed how many ended as failed since the moment asked for; likewise
 * @param queueState absent where the broker did not tell
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExtractorView(
    String name,
    String queue,
    @Nullable String version,
    @Nullable String description,
    List<ExtractorInfo.Rule> process,
    Instant lastSeen,
    Liveness liveness,
    @Nullable Boolean noBeats,
    String evidence,
    List<InstanceView> instances,
    @Nullable Long running,
    @Nullable Long waiting,
    @Nullable Long failed,
    @Nullable QueueStateView queueState) {

  /** One of its processes. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record InstanceView(
      String id,
      @Nullable String version,
      Liveness liveness,
      Instant firstBeat,
      Instant lastBeat,
      long periodMillis,
      long silenceMillis) {

    static InstanceView of(ExtractorCard card, ExtractorInstance instance, Instant now) {
      return new InstanceView(
          instance.id(),
          instance.version(),
          card.liveness(instance, now),
          instance.firstBeat(),
          instance.lastBeat(),
          instance.period().toMillis(),
          card.silence(instance).toMillis());
    }

    private InstanceView still() {
      return new InstanceView(id, version, liveness, firstBeat, lastBeat, periodMillis, 0);
    }
  }

  /** Its queue, as the broker knew it then. */
  public record QueueStateView(boolean exists, long ready, long consumers, Instant checkedAt) {
    static QueueStateView of(QueueState state) {
      return new QueueStateView(
          state.exists(), state.ready(), state.consumers(), state.checkedAt());
    }

    private QueueStateView still() {
      return new QueueStateView(exists, ready, consumers, Instant.EPOCH);
    }
  }

  static ExtractorView of(ExtractorStanding standing, Instant now) {
    return of(
        standing.card(),
        standing.sentence(),
        Optional.of(standing.counts()),
        standing.queue(),
        now);
  }

  /** Without what is counted. */
  static ExtractorView of(ExtractorCard card, String evidence, Instant now) {
    return of(card, evidence, Optional.empty(), Optional.empty(), now);
  }

  private static ExtractorView of(
      ExtractorCard card,
      String evidence,
      Optional<JobCounts> counts,
      Optional<QueueState> queue,
      Instant now) {
    ExtractorInfo info = card.info();
    return new ExtractorView(
        info.name(),
        info.queue(),
        info.version(),
        info.description(),
        info.process(),
        card.lastSeen(),
        card.liveness(),
        card.noBeats() ? true : null,
        evidence,
        card.instances().stream().map(i -> InstanceView.of(card, i, now)).toList(),
        counts.map(JobCounts::running).orElse(null),
        counts.map(JobCounts::waiting).orElse(null),
        counts.map(JobCounts::failed).orElse(null),
        queue.map(QueueStateView::of).orElse(null));
  }

  /** Without the clocks in it: how long a process is silent is told by its last beat too. */
  ExtractorView still() {
    return new ExtractorView(
        name,
        queue,
        version,
        description,
        process,
        lastSeen,
        liveness,
        noBeats,
        evidence,
        instances.stream().map(InstanceView::still).toList(),
        running,
        waiting,
        failed,
        queueState == null ? null : queueState.still());
  }
}
