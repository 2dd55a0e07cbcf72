package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.port.UpdateQueues;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.UpdateQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The queues that jobs report to. */
@ApplicationScoped
class MongoUpdateQueues implements UpdateQueues {
  private final Store store;

  MongoUpdateQueues(Store store) {
    this.store = store;
  }

  @Override
  public Uni<List<UpdateQueue>> all() {
    return queues().find().collect().asList();
  }

  @Override
  public Uni<Void> add(UpdateQueue queue) {
    return queues()
        .updateOne(
            eq("_id", queue.name()),
            Updates.combine(
                Updates.setOnInsert("kind", queue.kind().name()),
                Updates.setOnInsert("declaredAt", queue.declaredAt()),
                Updates.setOnInsert("passOn", queue.passOn())),
            new UpdateOptions().upsert(true))
        .replaceWithVoid();
  }

  private ReactiveMongoCollection<UpdateQueue> queues() {
    return store.collection(Collections.UPDATE_QUEUES, UpdateQueue.class);
  }
}
