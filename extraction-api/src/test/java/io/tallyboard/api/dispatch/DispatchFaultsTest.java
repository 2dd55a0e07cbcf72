package io.tallyboard.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.api.dispatch.World.Chances;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.SubmissionState;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Outbox and dispatcher, with faults at every step: replicas die before, in and after each call,
 * confirms get lost, hints never come, and several replicas act between each other's steps. What must
 * hold at each delivery is asked in {@link World}; what must hold in the end here.
 */
class DispatchFaultsTest {
  private static final int STEPS = 120;

  private static World played(long seed, int replicas, int window, Chances chances) {
    World world = new World(seed, replicas, window, chances);
    for (int i = 0; i < STEPS; i++) {
      world.anything();
    }
    world.heal();
    return world;
  }

  @Property(tries = 1_500)
  void whatIsAcceptedIsSentAndAgainOnlyWhereNobodyKnewWhetherItWas(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 3) int replicas,
      @ForAll @IntRange(min = 1, max = 5) int window) {
    World world = played(seed, replicas, window, new Chances(0.03, 0.08, 0.05, 0.1));
    for (Submission s : world.submissions()) {
      List<Integer> numbers = world.delivered.getOrDefault(s.jobId(), List.of());
      assertThat(numbers).as("each message has its number").doesNotHaveDuplicates();
      if (s.state() == SubmissionState.CANCELLED) {
        assertThat(numbers.size()).isEqualTo(world.deliveredAtCancel.getOrDefault(s.jobId(), 0));
      } else {
        assertThat(s.state()).isEqualTo(SubmissionState.DISPATCHED);
        assertThat(numbers).as("%s is sent", s.jobId()).isNotEmpty();
        assertThat(numbers).last().isEqualTo(s.dispatches());
      }
    }
  }

  @Property(tries = 400)
  void whereNothingGoesWrongEachIsSentOnceAndNoQueueHoldsMoreThanAWindow(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 3) int replicas,
      @ForAll @IntRange(min = 1, max = 5) int window) {
    World world = played(seed, replicas, window, Chances.NONE);
    assertThat(world.resent).isEmpty();
    assertThat(world.deepest).isLessThanOrEqualTo(window);
    for (Submission s : world.submissions()) {
      int expected = s.state() == SubmissionState.CANCELLED ? 0 : 1;
      assertThat(world.delivered.getOrDefault(s.jobId(), List.of())).hasSize(expected);
    }
  }
}
