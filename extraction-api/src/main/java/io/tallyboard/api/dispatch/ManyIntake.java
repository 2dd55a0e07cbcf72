package io.tallyboard.api.dispatch;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.config.ApiMetrics;
import io.tallyboard.api.dispatch.Drafts.Terms;
import io.tallyboard.api.dispatch.Drafts.Work;
import io.tallyboard.api.dispatch.Repeats.Naming;
import io.tallyboard.api.dispatch.Repeats.Ticket;
import io.tallyboard.api.dispatch.Wanted.Made;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.Fault;
import io.tallyboard.api.domain.ManyOrder;
import io.tallyboard.api.domain.ManyOrder.Asked;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.StoredFile;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.FileStore;
import io.tallyboard.api.domain.port.Outbox;
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
import java.util.Set;
import java.util.stream.IntStream;

/** Takes many jobs in at once, some hundred at a time, and says of each what became of it. */
@ApplicationScoped
public class ManyIntake {
  private static final int AT_ONCE = 500;
  private static final int MOST_REMEMBERED = 1_000;

  private final Wanted wanted;
  private final Drafts drafts;
  private final FileStore files;
  private final Outbox outbox;
  private final Dispatcher dispatcher;
  private final ApiMetrics metrics;

  ManyIntake(
      Wanted wanted,
      Drafts drafts,
      FileStore files,
      Outbox outbox,
      Dispatcher dispatcher,
      ApiMetrics metrics) {
    this.wanted = wanted;
    this.drafts = drafts;
    this.files = files;
    this.outbox = outbox;
    this.dispatcher = dispatcher;
    this.metrics = metrics;
  }

  /**
   * What became of one.
   *
   * @param index of it in the request
   * @param jobId once its job is durable
   * @param refused why there is none
   */
  public record Taken(int index, Optional<String> jobId, Optional<Refused> refused) {}

  /**
   * Fails with {@link Refused} where none of them can be met. Otherwise each part is durable when it is
   * given, and the next is begun when it is asked for.
   */
  public Uni<Multi<List<Taken>>> submit(
      Ticket ticket, ManyOrder order, Caller caller, Visibility visibility) {
    Terms terms =
        new Terms(order.user(), How.MANUAL, order.parameters(), order.priority(), null, null);
    return Uni.combine()
        .all()
        .unis(
            wanted.extractor(order.extractor(), order.parameters(), caller), drafts.updateQueues())
        .asTuple()
        .map(
            found -> {
              Batch batch =
                  new Batch(
                      ticket.ids(),
                      order,
                      terms,
                      found.getItem1(),
                      found.getItem2(),
                      visibility,
                      new ArrayList<>());
              return Multi.createFrom()
                  .items(
                      IntStream.iterate(0, i -> i < order.targets().size(), i -> i + AT_ONCE)
                          .boxed())
                  .onItem()
                  .transformToUniAndConcatenate(from -> take(batch, from, ticket.again()))
                  .onTermination()
                  .invoke(() -> batch.first().forEach(dispatcher::sendSoon));
            });
  }

  /**
   * What all of them have in common.
   *
   * @param first of those that were accepted: sending begins with them, and finds the others in the
   *     store. It begins when all are in, since whoever asked waits for that.
   */
  private record Batch(
      Naming ids,
      ManyOrder order,
      Terms terms,
      ExtractorInfo extractor,
      List<UpdateQueue> queues,
      Visibility visibility,
      List<Submission> first) {
    String id(int index) {
      return ids.id(index, "");
    }

    void remember(List<Submission> made) {
      made.stream().limit(Math.max(0, MOST_REMEMBERED - first.size())).forEach(first::add);
    }
  }

  /** What is there of the resources of a part. */
  private record There(Map<String, StoredFile> files, Made datasets) {
    Work work(ResourceRef resource, ExtractorInfo extractor) {
      Optional<StoredFile> file =
          resource.type().equals(ResourceRef.FILE)
              ? Optional.ofNullable(files.get(resource.id()))
              : Optional.empty();
      return new Work(
          resource, file, file.map(StoredFile::name).or(() -> datasets.name(resource)), extractor);
    }
  }

  private Uni<List<Taken>> take(Batch batch, int from, boolean again) {
    int to = Math.min(from + AT_ONCE, batch.order().targets().size());
    List<String> ids = IntStream.range(from, to).mapToObj(batch::id).toList();
    List<ResourceRef> resources =
        batch.order().targets().subList(from, to).stream()
            .map(Asked::toRef)
            .flatMap(Optional::stream)
            .toList();
    List<String> fileIds =
        resources.stream()
            .filter(ref -> ref.type().equals(ResourceRef.FILE))
            .map(ResourceRef::id)
            .distinct()
            .toList();
    Uni<Set<String>> known = again ? outbox.known(ids) : Uni.createFrom().item(Set.<String>of());
    return Uni.combine()
        .all()
        .unis(
            known,
            files.byIds(fileIds, batch.visibility()),
            wanted.datasets(resources, batch.visibility()))
        .asTuple()
        .chain(
            found ->
                write(
                    batch,
                    from,
                    ids,
                    found.getItem1(),
                    new There(found.getItem2(), found.getItem3())));
  }

  private Uni<List<Taken>> write(
      Batch batch, int from, List<String> ids, Set<String> known, There there) {
    List<Taken> taken = new ArrayList<>();
    List<Submission> made = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      int index = from + i;
      String id = ids.get(i);
      Optional<Refused> refused =
          known.contains(id)
              ? Optional.empty()
              : refusal(index, batch.order().targets().get(index), there);
      if (refused.isEmpty() && !known.contains(id)) {
        ResourceRef resource = batch.order().targets().get(index).toRef().orElseThrow();
        Work work = there.work(resource, batch.extractor());
        made.add(drafts.draft(id, work, batch.terms(), batch.queues()));
      }
      taken.add(new Taken(index, refused.isEmpty() ? Optional.of(id) : Optional.empty(), refused));
    }
    return outbox
        .acceptAll(made)
        .invoke(() -> made.forEach(submission -> metrics.accepted()))
        .invoke(() -> batch.remember(made))
        .replaceWith(taken);
  }

  private static Optional<Refused> refusal(int index, Asked target, There there) {
    String pointer = "/resources/" + index;
    Optional<Fault> fault = target.fault();
    if (fault.isPresent()) {
      return Optional.of(Refused.malformed(pointer + fault.get().pointer(), fault.get().detail()));
    }
    ResourceRef resource = target.toRef().orElseThrow();
    return resource.type().equals(ResourceRef.FILE) && !there.files().containsKey(resource.id())
        ? Optional.of(Refused.unprocessable(pointer + "/id", "There is no file of this id."))
        : there.datasets().refusal(resource, pointer + "/id");
  }
}
