package io.tallyboard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class ServersTest {

  @Test
  void a_test_gets_the_same_servers_each_time() {
    assertThat(Servers.get()).isSameAs(Servers.get());
  }

  @Test
  void each_prefix_and_database_is_new() {
    Servers servers = Servers.get();

    assertThat(servers.freshPrefix()).isNotEqualTo(servers.freshPrefix());
    assertThat(servers.freshDatabase()).isNotEqualTo(servers.freshDatabase());
  }

  @Test
  void broker_and_store_answer() throws Exception {
    Servers servers = Servers.get();
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(servers.brokerUri());

    try (Connection connection = factory.newConnection();
        MongoClient client = MongoClients.create(servers.storeUri())) {
      String queue = connection.createChannel().queueDeclare().getQueue();
      client.getDatabase(servers.freshDatabase()).getCollection("c").insertOne(new Document());

      assertThat(queue).isNotBlank();
    }
  }

  @Test
  void a_service_under_test_is_pointed_at_them() {
    var config = new ServersResource().start();

    assertThat(config)
        .containsEntry("tallyboard.broker.uri", Servers.get().brokerUri())
        .containsEntry("tallyboard.store.uri", Servers.get().storeUri())
        .containsEntry("tallyboard.updates.kind", Servers.get().embedded() ? "classic" : "stream");
  }
}
