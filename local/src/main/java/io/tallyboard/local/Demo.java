package io.tallyboard.local;

import com.rabbitmq.client.ConnectionFactory;
import io.tallyboard.local.client.Board;
import io.tallyboard.local.client.Follower;
import io.tallyboard.local.client.Registered;
import io.tallyboard.local.client.Submitter;
import io.tallyboard.local.client.Submitter.Extra;
import io.tallyboard.local.client.Tracked;
import io.tallyboard.local.extractor.DemoDozes;
import io.tallyboard.local.extractor.DemoFailsHalfTheTime;
import io.tallyboard.local.extractor.DemoGone;
import io.tallyboard.local.extractor.DemoSlow;
import io.tallyboard.local.extractor.Extractor;
import io.tallyboard.local.extractor.StopSignal;
import io.tallyboard.local.extractor.Work;
import io.tallyboard.local.process.BrokerChoice;
import io.tallyboard.local.process.Trouble;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What there is to see besides jobs that go well. All of it happens: an extractor that is offline was
 * ended, one that is late beats late.
 */
final class Demo implements AutoCloseable {
  static final String DATASET = "shift-log";
  private static final String SLOW = new DemoSlow(Duration.ZERO).description().name();
  private static final String FAILING =
      new DemoFailsHalfTheTime(RandomGenerator.getDefault()).description().name();
  private static final String GONE = new DemoGone().description().name();
  private static final Duration LIVELY = Duration.ofSeconds(1);

  /** Late after one and a half of its usual pauses, and back before it counts as gone. */
  private static final List<Duration> DOZING =
      List.of(
          Duration.ofSeconds(6),
          Duration.ofSeconds(6),
          Duration.ofSeconds(15),
          Duration.ofSeconds(6),
          Duration.ofSeconds(15));

  private final BrokerChoice broker;
  private final Board ann;
  private final Board bob;
  private final Deque<Extractor> extractors = new ArrayDeque<>();
  private @Nullable Extractor gone;

  private Demo(BrokerChoice broker, Board ann, Board bob) {
    this.broker = broker;
    this.ann = ann;
    this.bob = bob;
  }

  /** With two people, so that it is seen who did what. */
  static Demo begin(BrokerChoice broker, Board board) throws Trouble, InterruptedException {
    Demo demo = new Demo(broker, board.as("ann", "Ann"), board.as("bob", "Bob"));
    demo.start(new DemoDozes(), DOZING);
    // Soon enough for the board to learn how often it beats.
    demo.gone = demo.start(new DemoGone(), List.of(LIVELY));
    return demo;
  }

  Submitter submitter(Registered registered) {
    return new Submitter(ann, registered, DATASET);
  }

  /** Two at once on the same file, and one that fails for good: what the tab must tell apart. */
  List<Extra> extras() {
    return List.of(
        new Extra(bob, SLOW, Map.of()),
        new Extra(bob, FAILING, Map.of(DemoFailsHalfTheTime.FAIL, DemoFailsHalfTheTime.ALWAYS)));
  }

  /** What is never done: a job that goes on, one whose extractor went away, and some that wait for it. */
  void stay(Submitter submitter, Follower follower, StopSignal stop)
      throws Trouble, InterruptedException {
    BrokenUpdates.publish(broker);
    int picture = submitter.fileIds().size() - 1;
    Registered.await(ann, Map.of(GONE, 1), stop);
    Tracked left = submitter.also(picture, new Extra(ann, GONE, Map.of()));
    follower.awaitProgress(left, stop);
    if (gone != null) {
      gone.close();
    }
    for (Board user : List.of(bob, ann, bob)) {
      submitter.also(picture, new Extra(user, GONE, Map.of()));
    }
    // One of two instances: the other is left to whoever tries it.
    submitter.also(0, new Extra(ann, SLOW, Map.of(DemoSlow.PARTS, 900)));
  }

  private Extractor start(Work work, List<Duration> rhythm) throws Trouble {
    ConnectionFactory connections = broker.connections();
    try {
      Extractor extractor = Extractor.start(connections, work, rhythm, InstantSource.system());
      extractors.push(extractor);
      return extractor;
    } catch (IOException | TimeoutException e) {
      throw new Trouble("A demo extractor did not start: the broker refused it.", e);
    }
  }

  @Override
  public void close() {
    extractors.forEach(Extractor::close);
  }
}
