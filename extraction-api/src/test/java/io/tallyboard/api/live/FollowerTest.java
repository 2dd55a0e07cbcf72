package io.tallyboard.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.domain.StreamFilter;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.contract.UserRef;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class FollowerTest {
  private static final StreamFilter ALL =
      new StreamFilter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Set.of(),
          true,
          true);

  private final Follower follower =
      new Follower(
          ALL,
          Visibility.all(),
          new Caller(new UserRef("ann", "Ann"), Role.VIEWER, "key"),
          new Unread());

  /** A connection that takes nothing by itself. */
  private static final class Unread implements Sink {
    @Override
    public void wake() {}

    @Override
    public void cut() {}

    @Override
    public State state() {
      return new State(false, Instant.EPOCH);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void offer(String subject, long version) {
    follower.offer(
        new Waiting.Event(subject, version, bytes("[" + subject + " " + version + "]")),
        () -> bytes("[lagged]"));
  }

  private String takeAll() {
    StringBuilder all = new StringBuilder();
    for (byte[] next = follower.take(1_000); next.length > 0; next = follower.take(1_000)) {
      all.append(new String(next, StandardCharsets.UTF_8));
    }
    return all.toString();
  }

  @Test
  void whatChangesWhileThePastIsToldComesBehindItAndOnlyWhereItIsNewer() {
    AtomicBoolean taken = new AtomicBoolean();
    follower.sendFirst(bytes("[hello]"));
    offer("a", 1);
    offer("b", 5);
    follower.sendPast(List.of(bytes("[past a 2]"), bytes("[past b 4]")), () -> taken.set(true));
    assertThat(takeAll()).isEqualTo("[hello][past a 2][past b 4]");
    assertThat(taken).isTrue();
    assertThat(follower.isUpToDate()).isFalse();

    follower.live(Map.of("a", 2L, "b", 4L));

    assertThat(takeAll()).isEqualTo("[b 5]");
    assertThat(follower.isUpToDate()).isTrue();
  }

  @Test
  void whereTooMuchChangesMeanwhileThePastIsGivenUpToo() {
    follower.sendFirst(bytes("[hello]"));
    follower.sendPast(List.of(bytes("[past]")), () -> {});
    for (int i = 0; i <= Waiting.MAX_EVENTS; i++) {
      offer("s" + i, 1);
    }
    assertThat(takeAll()).isEqualTo("[hello][lagged]");
    follower.live(Map.of());
    offer("a", 1);
    assertThat(takeAll()).isEqualTo("[a 1]");
  }

  @Test
  void theEndComesAtOnceAndNothingAfterIt() {
    follower.open();
    offer("a", 1);
    follower.end(bytes("[end]"));
    offer("b", 1);
    follower.sendFirst(bytes("[beat]"));

    assertThat(takeAll()).isEqualTo("[end]");
    assertThat(follower.isEnding()).isTrue();
  }
}
