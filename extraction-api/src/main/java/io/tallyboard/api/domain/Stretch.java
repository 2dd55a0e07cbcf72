package io.tallyboard.api.domain;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What was found on a stretch of a sorted list, in its order.
 *
 * @param items all that match up to {@code end}, or the first of them, one more than were asked for
 * @param end as far as was looked, being included; empty where the list's end was reached
 * @param looked at how many; 0 where it need not be told
 */
public record Stretch<T>(List<T> items, Optional<JobPoint> end, long looked) {
  public Stretch {
    items = List.copyOf(items);
  }

  /** To the end of the list. */
  public static <T> Stretch<T> whole(List<T> items) {
    return new Stretch<>(items, Optional.empty(), 0);
  }

  public <R> Stretch<R> map(Function<T, R> change) {
    return new Stretch<>(items.stream().map(change).toList(), end, looked);
  }

  /** What was found before, and this, which goes on from there. */
  public Stretch<T> behind(Stretch<T> before) {
    return new Stretch<>(
        java.util.stream.Stream.concat(before.items.stream(), items.stream()).toList(),
        end,
        before.looked + looked);
  }
}
