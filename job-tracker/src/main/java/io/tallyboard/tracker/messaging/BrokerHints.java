package io.tallyboard.tracker.messaging;

import io.smallrye.reactive.messaging.rabbitmq.OutgoingRabbitMQMetadata;
import io.tallyboard.contract.Topology;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.wire.JobHint;
import io.tallyboard.tracker.ingest.Hints;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Hints on the events exchange. Where the broker cannot take them fast enough they are dropped. */
@ApplicationScoped
class BrokerHints implements Hints {
  private final Emitter<JobHint> emitter;

  BrokerHints(@Channel("events") @OnOverflow(OnOverflow.Strategy.DROP) Emitter<JobHint> emitter) {
    this.emitter = emitter;
  }

  @Override
  public void changed(Collection<Job> jobs) {
    for (Job job : jobs) {
      emitter.send(
          Message.of(
              hint(job),
              Metadata.of(
                  OutgoingRabbitMQMetadata.builder()
                      .withRoutingKey(Topology.jobHintKey(job.state()))
                      .build())));
    }
  }

  private static JobHint hint(Job job) {
    var request = job.request();
    var user = request == null ? null : request.user();
    return new JobHint(
        job.id(),
        job.version(),
        job.state(),
        job.resource(),
        job.extractor(),
        user == null ? null : user.id());
  }
}
