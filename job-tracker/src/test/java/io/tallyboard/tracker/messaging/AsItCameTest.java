package io.tallyboard.tracker.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.contract.store.QueueKind;
import io.tallyboard.testkit.Servers;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Whether a message was read as it came, on whichever broker there is. */
class AsItCameTest {

  @Test
  void aPlainQueueTells() throws Exception {
    tells(QueueKind.CLASSIC);
  }

  @Test
  void whatKindOfQueueThereIsTells() throws Exception {
    tells(QueueKind.valueOf(Servers.get().updatesKind().toUpperCase(Locale.ROOT)));
  }

  private static void tells(QueueKind kind) throws Exception {
    try (ReadingFixture it = new ReadingFixture(Servers.get().brokerUri(), kind)) {
      it.start();
      it.readsAsItComes();
      it.stop();
      int before = it.log.all().size();
      Instant published = Instant.now();
      it.publish("lay", 0, 1);
      it.start();
      it.reads(before + 1);

      Instant notBefore = it.log.all().get(before).notBefore();
      assertThat(notBefore).isNotNull().isBefore(published).isAfter(published.minusSeconds(60));
      it.readsAsItComes();
    }
  }
}
