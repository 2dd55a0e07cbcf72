package io.tallyboard.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.api.dispatch.World.Chances;
import org.junit.jupiter.api.Test;

/** What one filling of a queue sends, where nothing goes wrong. */
class TopUpTest {
  private final World world = new World(1, 1, 20, new Chances(0, 0, 0, 0));

  @Test
  void whoHasNoMoreOfOnePriorityIsStillServedAtTheNext() {
    world.waits("ann", 2);
    world.waits("ann", 9);
    world.waits("bob", 9);
    world.waits("ann", 5);
    world.waits("bob", 2);
    world.fill();
    // At the last priority it is bob's turn: he has fewer in the queue.
    assertThat(world.delivered.keySet()).containsExactly("j1", "j2", "j3", "j4", "j0");
  }

  @Test
  void oneUsersFewJobsLeaveTheRoomToTheOthers() {
    world.waits("bob", 5);
    for (int i = 0; i < 30; i++) {
      world.waits("ann", 5);
    }
    world.fill();
    assertThat(world.delivered).hasSize(world.window).containsKeys("j0", "j1", "j19");
  }
}
