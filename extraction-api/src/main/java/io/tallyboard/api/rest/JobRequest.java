package io.tallyboard.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyboard.api.domain.ManyOrder;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Submission;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends to have a job done, or many.
 *
 * @param resources instead of {@code resource}: a job on each
 * @param priority 0 to 9: 9 goes first
 */
@OneOrMany
public record JobRequest(
    @Nullable @Valid Target resource,
    @Nullable @Size(min = 1, max = ManyOrder.MOST, message = "1 to 10000 of them are expected.")
        List<Wanted> resources,
    @NotBlank(message = "It must name an extractor.")
        @Size(max = 256, message = "A name has at most 256 characters.")
        String extractor,
    @Nullable ObjectNode parameters,
    @Nullable @Min(value = 0, message = PRIORITY) @Max(value = 9, message = PRIORITY)
        Integer priority) {
  private static final String PRIORITY = "A whole number from 0 to 9 is expected.";

  /** What to work on. */
  public record Target(
      @NotNull(message = "file or dataset is expected.")
          @Pattern(regexp = "^(file|dataset)$", message = "file or dataset is expected.")
          String type,
      @NotBlank(message = "An id is expected.")
          @Size(
              max = ResourceRef.MAX_ID,
              message = "An id has at most " + ResourceRef.MAX_ID + " characters.")
          @Pattern(regexp = "^[^\\x00-\\x1f\\x7f]*$", message = "An id has no control characters.")
          String id) {

    ResourceRef toRef() {
      return new ResourceRef(type, id);
    }
  }

  /** One of many: each is looked at, and refused, by itself. */
  public record Wanted(@Nullable String type, @Nullable String id) {}

  List<ManyOrder.Asked> targets() {
    return resources == null
        ? Stream.ofNullable(resource).map(one -> new ManyOrder.Asked(one.type(), one.id())).toList()
        : resources.stream()
            .map(
                one ->
                    one == null
                        ? new ManyOrder.Asked(null, null)
                        : new ManyOrder.Asked(one.type(), one.id()))
            .toList();
  }

  int urgency() {
    return priority == null ? Submission.STANDARD_PRIORITY : priority;
  }
}
