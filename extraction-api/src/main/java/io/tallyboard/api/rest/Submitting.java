package io.tallyboard.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.config.ApiConfig;
import io.tallyboard.api.dispatch.Intake;
import io.tallyboard.api.dispatch.ManyIntake;
import io.tallyboard.api.dispatch.Repeats;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.JobOrder;
import io.tallyboard.api.domain.ManyOrder;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.rest.auth.CurrentCaller;
import io.tallyboard.contract.store.How;
import io.tallyboard.contract.store.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes orders of what clients send, and has each met once. */
@ApplicationScoped
class Submitting {
  private static final String CALL = "POST /v1/jobs";

  private final Intake intake;
  private final ManyIntake many;
  private final Repeats repeats;
  private final RequestPrints prints;
  private final CurrentCaller caller;
  private final long maxParameters;

  Submitting(
      Intake intake,
      ManyIntake many,
      Repeats repeats,
      RequestPrints prints,
      CurrentCaller caller,
      ApiConfig config) {
    this.intake = intake;
    this.many = many;
    this.repeats = repeats;
    this.prints = prints;
    this.caller = caller;
    this.maxParameters = config.maxParameters().asLongValue();
  }

  Uni<Submission> one(JobRequest request, JobRequest.Target target, @Nullable String key) {
    Caller who = caller.get();
    Visibility visibility = caller.visibility();
    JobOrder order =
        new JobOrder(
            target.toRef(),
            request.extractor(),
            parameters(request.parameters()),
            How.MANUAL,
            who.user(),
            null,
            request.urgency());
    return repeats.once(
        RequestPrints.key(key),
        who,
        prints.of(CALL, request),
        ticket -> intake.submit(ticket, order, who, visibility));
  }

  /** Each part is durable when it is given. */
  Uni<Multi<List<ManyView.Item>>> many(JobRequest request, @Nullable String key) {
    Caller who = caller.get();
    Visibility visibility = caller.visibility();
    ManyOrder order =
        new ManyOrder(
            request.targets(),
            request.extractor(),
            parameters(request.parameters()),
            who.user(),
            request.urgency());
    Optional<String> given = RequestPrints.key(key);
    return repeats
        .once(
            given,
            who,
            prints.of(CALL, request),
            ticket -> many.submit(ticket, order, who, visibility))
        .map(parts -> parts.map(part -> part.stream().map(ManyView.Item::of).toList()));
  }

  private String parameters(@Nullable ObjectNode node) {
    String text = node == null ? "{}" : node.toString();
    if (text.getBytes(StandardCharsets.UTF_8).length > maxParameters) {
      throw Refused.tooLarge(
          "/parameters", "Parameters have at most %d bytes.".formatted(maxParameters));
    }
    return text;
  }
}
