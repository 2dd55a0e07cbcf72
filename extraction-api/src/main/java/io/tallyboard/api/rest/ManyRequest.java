package io.tallyboard.api.rest;

import io.tallyboard.api.actions.Many;
import io.tallyboard.api.domain.ManyAct;
import io.tallyboard.api.domain.Refused;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done to many jobs, given by their ids or by what a list of them is asked for by.
 *
 * @param filter names and values as in the address of a list; an empty one is all jobs
 * @param dryRun only count
 * @param expected how many a dry run counted
 */
public record ManyRequest(
    @NotNull(message = ManyRequest.ACTIONS)
        @Pattern(regexp = "cancel|rerun|replay|prioritise", message = ManyRequest.ACTIONS)
        String action,
    @Nullable @Size(min = 1, max = ManyAct.MAX_IDS, message = "1 to 10000 ids are expected.")
        List<
                @NotNull(message = "An id is expected.")
                @Size(min = 1, max = 128, message = "An id has 1 to 128 characters.") String>
            ids,
    @Nullable Map<String, String> filter,
    @Nullable Boolean dryRun,
    @Nullable @Min(value = 0, message = "How many a dry run counted is expected.") Long expected,
    @Nullable
        @Min(value = 0, message = PriorityRequest.RANGE)
        @Max(value = 9, message = PriorityRequest.RANGE)
        Integer priority) {
  static final String ACTIONS = "cancel, rerun, replay or prioritise is expected.";

  Many.Order order() {
    if ((ids == null) == (filter == null)) {
      throw Refused.malformed(
          ids == null ? "/filter" : "/ids", "Either ids or a filter is expected.");
    }
    ManyAct.Kind kind = ManyAct.Kind.valueOf(action.toUpperCase(Locale.ROOT));
    if ((kind == ManyAct.Kind.PRIORITISE) != (priority != null)) {
      throw Refused.malformed("/priority", "A priority goes with prioritise, and only with it.");
    }
    return new Many.Order(
        kind,
        ids == null ? List.of() : List.copyOf(new LinkedHashSet<>(ids)),
        filter == null ? Map.of() : filter,
        priority);
  }

  boolean counting() {
    return Boolean.TRUE.equals(dryRun);
  }

  long confirmed() {
    if (expected == null) {
      throw Refused.malformed("/expected", "Count first with dryRun, and confirm that number.");
    }
    return expected;
  }
}
