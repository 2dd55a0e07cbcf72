package io.tallyboard.local;

import com.rabbitmq.client.ConnectionFactory;
import io.tallyboard.local.extractor.DemoFailsHalfTheTime;
import io.tallyboard.local.extractor.DemoQuick;
import io.tallyboard.local.extractor.DemoSlow;
import io.tallyboard.local.extractor.Digest;
import io.tallyboard.local.extractor.Extractor;
import io.tallyboard.local.extractor.WordCount;
import io.tallyboard.local.extractor.Work;
import io.tallyboard.local.process.BrokerChoice;
import io.tallyboard.local.process.Trouble;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** The extractors that play in a run. They run in this process, and know the broker only. */
final class Cast implements AutoCloseable {
  private static final Duration BEAT = Duration.ofSeconds(5);

  private final List<Extractor> extractors = new ArrayList<>();

  static Cast start(BrokerChoice broker, boolean demo) throws Trouble {
    List<Work> works = new ArrayList<>(List.of(new WordCount(), new Digest()));
    if (demo) {
      works.add(new DemoQuick());
      works.add(new DemoSlow(Duration.ofSeconds(1)));
      works.add(new DemoSlow(Duration.ofSeconds(1)));
      works.add(new DemoFailsHalfTheTime(RandomGenerator.getDefault()));
    }
    Cast cast = new Cast();
    ConnectionFactory connections = broker.connections();
    try {
      for (Work work : works) {
        cast.extractors.add(Extractor.start(connections, work, BEAT, InstantSource.system()));
      }
      return cast;
    } catch (IOException | TimeoutException e) {
      cast.close();
      throw new Trouble("The sample extractors did not start: the broker refused them.", e);
    }
  }

  /** How many instances of which extractor. */
  Map<String, Integer> instances() {
    return extractors.stream()
        .collect(Collectors.toMap(e -> e.description().name(), e -> 1, Integer::sum));
  }

  @Override
  public void close() {
    extractors.forEach(Extractor::close);
  }
}
