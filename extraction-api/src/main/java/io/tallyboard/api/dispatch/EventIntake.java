package io.tallyboard.api.dispatch;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.config.ApiMetrics;
import io.tallyboard.api.dispatch.Drafts.Terms;
import io.tallyboard.api.dispatch.Drafts.Work;
import io.tallyboard.api.dispatch.Repeats.Ticket;
import io.tallyboard.api.dispatch.Wanted.Made;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.EventOrder;
import io.tallyboard.api.domain.ExtractorSettings;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.domain.StoredFile;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.FileStore;
import io.tallyboard.api.domain.port.Outbox;
import io.tallyboard.api.domain.port.Registry;
import io.tallyboard.api.domain.port.SettingsStore;
import io.tallyboard.api.domain.routing.EventType;
import io.tallyboard.api.domain.routing.Router;
import io.tallyboard.api.domain.routing.Verdict;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.contract.store.How;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.UpdateQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a job of an event for each extractor whose rules fit it, as the registry has them now. */
@ApplicationScoped
public class EventIntake {
  private static final int MAX_EXTRACTORS = 10_000;

  private final Registry registry;
  private final SettingsStore settings;
  private final FileStore files;
  private final Wanted wanted;
  private final Drafts drafts;
  private final Outbox outbox;
  private final Dispatcher dispatcher;
  private final ApiMetrics metrics;

  EventIntake(
      Registry registry,
      SettingsStore settings,
      FileStore files,
      Wanted wanted,
      Drafts drafts,
      Outbox outbox,
      Dispatcher dispatcher,
      ApiMetrics metrics) {
    this.registry = registry;
    this.settings = settings;
    this.files = files;
    this.wanted = wanted;
    this.drafts = drafts;
    this.outbox = outbox;
    this.dispatcher = dispatcher;
    this.metrics = metrics;
  }

  /** One extractor and one thing: whether it runs on it. The job's id where one was made. */
  public record Routed(ResourceRef resource, Verdict verdict, Optional<String> jobId) {}

  /** Who would run, and who would not; nothing is made. */
  public Uni<List<Routed>> dryRun(EventOrder event, Caller caller, Visibility visibility) {
    return look(event, caller, visibility)
        .map(
            found ->
                found.stream()
                    .map(one -> new Routed(one.resource(), one.verdict(), Optional.empty()))
                    .toList());
  }

  /** Once this completes the jobs are durable, and will be sent. */
  public Uni<List<Routed>> route(
      Ticket ticket, EventOrder event, Caller caller, Visibility visibility) {
    return Uni.combine()
        .all()
        .unis(look(event, caller, visibility), drafts.updateQueues())
        .asTuple()
        .chain(found -> make(ticket, event, found.getItem1(), found.getItem2()));
  }

  private record Looked(
      ResourceRef resource, Optional<StoredFile> file, Optional<String> name, Verdict verdict) {
    Work work(ExtractorInfo extractor) {
      return new Work(resource, file, name, extractor);
    }
  }

  private Uni<List<Looked>> look(EventOrder event, Caller caller, Visibility visibility) {
    return happenings(event, visibility)
        .chain(
            all ->
                Uni.combine()
                    .all()
                    .unis(registry.all(MAX_EXTRACTORS), settings.all(), datasets(all, visibility))
                    .with(
                        (extractors, said, made) ->
                            looked(event, caller, all, extractors, said, made)));
  }

  private static List<Looked> looked(
      EventOrder event,
      Caller caller,
      List<Happening> all,
      List<ExtractorInfo> extractors,
      Map<String, ExtractorSettings> settings,
      Made made) {
    List<Looked> looked = new ArrayList<>();
    for (Happening one : all) {
      made.refusal(one.resource(), "/dataset")
          .ifPresent(
              refused -> {
                throw refused;
              });
      Optional<String> space = event.space().or(() -> one.dataset().flatMap(made::space));
      Optional<String> name = one.file().map(StoredFile::name).or(() -> made.name(one.resource()));
      Router.decide(extractors, settings, one.what(), space, event.user()).stream()
          .filter(verdict -> told(verdict, caller))
          .forEach(verdict -> looked.add(new Looked(one.resource(), one.file(), name, verdict)));
    }
    return looked;
  }

  /** The name of another's own extractor holds its key. */
  private static boolean told(Verdict verdict, Caller caller) {
    return !(verdict instanceof Verdict.Skipped skipped)
        || skipped.reason() != Verdict.Reason.PRIVATE
        || caller.role().covers(Role.OPERATOR);
  }

  private Uni<List<Happening>> happenings(EventOrder event, Visibility visibility) {
    boolean onFiles =
        event.type() == EventType.FILE_CREATED
            || (event.type().isOfMetadata() && event.dataset().isEmpty());
    return onFiles
        ? files.byIds(event.files(), visibility).map(found -> Happening.onFiles(event, found))
        : Uni.createFrom().item(List.of(Happening.onDataset(event)));
  }

  /** Those that it happened in. */
  private Uni<Made> datasets(List<Happening> all, Visibility visibility) {
    return wanted.datasets(
        all.stream()
            .map(Happening::dataset)
            .flatMap(Optional::stream)
            .map(id -> new ResourceRef(ResourceRef.DATASET, id))
            .toList(),
        visibility);
  }

  private Uni<List<Routed>> make(
      Ticket ticket, EventOrder event, List<Looked> looked, List<UpdateQueue> queues) {
    How how = event.type().isUpload() ? How.UPLOAD : How.UNKNOWN;
    Terms terms =
        new Terms(event.user(), how, "{}", Submission.STANDARD_PRIORITY, event.type().word(), null);
    List<Submission> made = new ArrayList<>();
    List<Routed> routed = new ArrayList<>();
    for (Looked one : looked) {
      Optional<String> jobId = Optional.empty();
      if (one.verdict() instanceof Verdict.Runs runs) {
        ExtractorInfo extractor = runs.extractor();
        String id = ticket.ids().id(0, one.resource() + " " + extractor.name());
        made.add(drafts.draft(id, one.work(extractor), terms, queues));
        jobId = Optional.of(id);
      }
      routed.add(new Routed(one.resource(), one.verdict(), jobId));
    }
    if (made.size() > EventOrder.MOST_JOBS) {
      throw Refused.unprocessable(
          "/files",
          "This would make %d jobs; one event makes at most %d."
              .formatted(made.size(), EventOrder.MOST_JOBS));
    }
    return outbox
        .acceptAll(made)
        .invoke(
            () ->
                made.forEach(
                    submission -> {
                      metrics.accepted();
                      dispatcher.sendSoon(submission);
                    }))
        .replaceWith(routed);
  }
}
