package io.tallyboard.api.persistence;

import io.tallyboard.api.domain.JobFilter;
import io.tallyboard.api.domain.JobFilterBuilder;
import io.tallyboard.api.domain.Lengths;
import io.tallyboard.api.domain.Times;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Attempt;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.How;
import io.tallyboard.contract.store.Identity;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Request;
import io.tallyboard.contract.store.Span;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Any filter over {@link AnyJobs}, and what it means, said plainly. */
final class AnyFilter {
  private AnyFilter() {}

  static JobFilter make(AnyJobs any) {
    JobFilterBuilder b = new JobFilterBuilder();
    rarely(any, () -> b.ids(Set.of("j01", "j02", "s01", "was03", "was04", "never")));
    rarely(any, () -> b.resource(Optional.of(new ResourceRef(type(any), any.one(AnyJobs.IDS)))));
    rarely(any, () -> b.dataset(Optional.of(any.one(AnyJobs.IDS))));
    rarely(any, () -> b.extractors(some(any, AnyJobs.EXTRACTORS)));
    rarely(any, () -> b.version(Optional.of(any.one(AnyJobs.VERSIONS))));
    rarely(any, () -> b.user(Optional.of(any.one(AnyJobs.USERS))));
    rarely(any, () -> b.hows(some(any, List.of(How.values()))));
    rarely(any, () -> b.states(some(any, List.of(JobState.values()))));
    rarely(any, () -> b.identity(Optional.of(any.one(Identity.values()))));
    rarely(any, () -> b.attempts(any.upTo(4)));
    rarely(any, () -> b.trouble(some(any, List.of(Event.STALLED, Event.SUSPECT))));
    rarely(any, () -> b.text(Optional.of(any.one(List.of("done", "(A.B)", "disk", "nothing")))));
    rarely(any, () -> b.created(times(any)));
    rarely(any, () -> b.finished(times(any)));
    rarely(any, () -> b.elapsed(lengths(any)));
    rarely(any, () -> b.waiting(lengths(any)));
    return b.build();
  }

  private static void rarely(AnyJobs any, Supplier<JobFilterBuilder> set) {
    if (any.oneIn(6)) {
      set.get();
    }
  }

  private static String type(AnyJobs any) {
    return any.one(List.of("file", "dataset", "unknown"));
  }

  private static <T> Set<T> some(AnyJobs any, List<T> all) {
    Set<T> some = new HashSet<>();
    for (int i = 0; i <= any.upTo(3); i++) {
      some.add(any.one(all));
    }
    return some;
  }

  private static Times times(AnyJobs any) {
    return new Times(
        any.maybe() ? Optional.of(any.moment()) : Optional.empty(),
        any.maybe() ? Optional.of(any.moment().plusNanos(100)) : Optional.empty());
  }

  private static Lengths lengths(AnyJobs any) {
    return new Lengths(
        any.maybe() ? Optional.of(any.span().millis()) : Optional.empty(),
        any.maybe() ? Optional.of(any.span().millis()) : Optional.empty());
  }

  static boolean accepts(JobFilter f, Job job) {
    Request r = job.request();
    String version = r == null ? null : r.extractorVersion();
    String user = r == null || r.user() == null ? null : r.user().id();
    How how = r == null ? How.UNKNOWN : r.how();
    return (f.ids().isEmpty()
            || f.ids().contains(job.id())
            || job.formerIds().stream().anyMatch(f.ids()::contains))
        && f.resource().map(asked -> on(asked, job)).orElse(true)
        && f.dataset().map(asked -> inDataset(asked, job)).orElse(true)
        && in(f.extractors(), job.extractor())
        && f.version().map(asked -> asked.equals(version)).orElse(true)
        && f.user().map(asked -> asked.equals(user)).orElse(true)
        && in(f.hows(), how)
        && in(f.states(), job.state())
        && f.identity().map(asked -> asked == job.identity()).orElse(true)
        && job.attemptCount() >= f.attempts()
        && in(f.trouble(), job.trouble() == null ? null : job.trouble().kind())
        && f.text().map(asked -> says(asked, job)).orElse(true)
        && within(f.created(), job.createdAt())
        && within(f.finished(), job.finishedAt())
        && within(f.elapsed(), job.running())
        && within(f.waiting(), job.waiting());
  }

  private static <T> boolean in(Set<T> asked, T value) {
    return asked.isEmpty() || (value != null && asked.contains(value));
  }

  private static boolean on(ResourceRef asked, Job job) {
    ResourceRef on = job.resource();
    return on != null
        && on.id().equals(asked.id())
        && (on.type().equals(asked.type())
            || on.type().equals("unknown")
            || asked.type().equals("unknown"));
  }

  private static boolean inDataset(String asked, Job job) {
    return on(new ResourceRef("dataset", asked), job)
        || (job.request() != null && asked.equals(job.request().dataset()));
  }

  private static boolean says(String asked, Job job) {
    return Stream.concat(
            Stream.ofNullable(job.lastMessage()),
            job.attempts().stream().map(Attempt::message).filter(Objects::nonNull))
        .anyMatch(m -> m.toLowerCase(Locale.ROOT).contains(asked.toLowerCase(Locale.ROOT)));
  }

  private static boolean within(Times asked, Instant at) {
    boolean early = asked.from().isPresent() && (at == null || at.isBefore(asked.from().get()));
    boolean late = asked.to().isPresent() && (at == null || !at.isBefore(asked.to().get()));
    return !early && !late;
  }

  private static boolean within(Lengths asked, Span span) {
    boolean shorter =
        asked.min().isPresent() && (span == null || span.millis() < asked.min().get());
    boolean longer = asked.max().isPresent() && (span == null || span.millis() > asked.max().get());
    return !shorter && !longer;
  }
}
