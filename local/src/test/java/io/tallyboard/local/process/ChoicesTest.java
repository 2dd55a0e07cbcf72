package io.tallyboard.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyboard.local.embedded.EmbeddedBroker;
import io.tallyboard.local.embedded.EmbeddedStore;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that are there, that are not, and that were named wrongly. */
class ChoicesTest {

  @Test
  void a_broker_that_answers_is_taken_with_streams() throws Exception {
    try (EmbeddedBroker running = EmbeddedBroker.start(0);
        BrokerChoice choice = BrokerChoice.at(running.uri().toString())) {
      assertThat(choice.uri()).isEqualTo(running.uri());
      assertThat(choice.updatesKind()).isEqualTo("stream");
    }
  }

  @Test
  void the_embedded_broker_has_plain_queues_and_a_password_of_its_own() throws Exception {
    try (BrokerChoice choice = BrokerChoice.embedded()) {
      assertThat(choice.updatesKind()).isEqualTo("classic");
      assertThat(choice.uri().getUserInfo()).startsWith("tallyboard:").doesNotContain("guest");
      choice.connections().newConnection().close();
    }
  }

  @Test
  void a_broker_that_is_not_there_is_told_without_the_password() {
    assertThatThrownBy(() -> BrokerChoice.at("amqp://user:s3cret@127.0.0.1:1"))
        .isInstanceOf(Trouble.class)
        .hasMessage("The broker at 127.0.0.1:1 cannot be reached: is it running?");
  }

  @Test
  void a_broker_that_refuses_us_is_told_so() throws Exception {
    try (EmbeddedBroker running = EmbeddedBroker.start(0)) {
      String wrong = running.uri().toString().replace("guest:guest", "guest:s3cret");

      assertThatThrownBy(() -> BrokerChoice.at(wrong))
          .isInstanceOf(Trouble.class)
          .hasMessageContaining("refused the user name or password")
          .hasMessageNotContaining("s3cret");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://user:s3cret@host", "amqp:", "s3cret", "amqp://a b:s3cret@host"})
  void what_is_no_address_of_a_broker_is_not_quoted(String address) {
    assertThatThrownBy(() -> BrokerChoice.at(address))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("--broker needs an address")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void a_store_that_answers_is_taken_with_the_database_it_names() throws Exception {
    try (EmbeddedStore running = EmbeddedStore.start(0)) {
      try (StoreChoice choice = StoreChoice.at(running.uri() + "/mine")) {
        assertThat(choice.database()).isEqualTo("mine");
      }
      try (StoreChoice choice = StoreChoice.at(running.uri().toString())) {
        assertThat(choice.database()).isEqualTo("tallyboard");
      }
    }
  }

  @Test
  void a_store_that_is_not_there_is_told_without_the_password() {
    assertThatThrownBy(() -> StoreChoice.at("mongodb://user:s3cret@127.0.0.1:1"))
        .isInstanceOf(Trouble.class)
        .hasMessage("The store at 127.0.0.1:1 cannot be reached: is it running?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://user:s3cret@host", "mongodb://user:s3cret:x@", "s3cret"})
  void what_is_no_address_of_a_store_is_not_quoted(String address) {
    assertThatThrownBy(() -> StoreChoice.at(address))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("--mongo needs an address")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void a_port_that_is_taken_is_told_before_anything_starts() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> Ports.claim(port))
          .isInstanceOf(Trouble.class)
          .hasMessageContaining("Port " + port + " cannot be used");
    }
  }

  @Test
  void port_zero_is_any_free_one() throws Exception {
    assertThat(Ports.claim(0)).isPositive();
  }
}
