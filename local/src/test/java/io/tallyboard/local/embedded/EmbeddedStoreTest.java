package io.tallyboard.local.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedStoreTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"memory", "folder"})
  void what_was_inserted_is_found_by_a_query_on_its_fields(String kind) throws Exception {
    try (EmbeddedStore store = start(kind);
        MongoClient client = MongoClients.create(store.uri().toString())) {
      MongoCollection<Document> jobs = jobs(client);
      jobs.insertMany(List.of(job("1", "ERROR"), job("2", "STARTED")));

      assertThat(jobs.find(Filters.eq("state", "STARTED")).first()).isEqualTo(job("2", "STARTED"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "folder"})
  void a_second_document_with_the_same_unique_value_is_refused_as_a_duplicate(String kind)
      throws Exception {
    try (EmbeddedStore store = start(kind);
        MongoClient client = MongoClients.create(store.uri().toString())) {
      MongoCollection<Document> jobs = jobs(client);
      jobs.createIndex(Indexes.ascending("state"), new IndexOptions().unique(true));
      jobs.insertOne(job("1", "STARTED"));

      assertThatThrownBy(() -> jobs.insertOne(job("2", "STARTED")))
          .isInstanceOfSatisfying(
              MongoWriteException.class,
              e -> assertThat(e.getError().getCategory()).isEqualTo(ErrorCategory.DUPLICATE_KEY));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "folder"})
  void a_bulk_write_inserts_replaces_and_upserts_in_order(String kind) throws Exception {
    try (EmbeddedStore store = start(kind);
        MongoClient client = MongoClients.create(store.uri().toString())) {
      MongoCollection<Document> jobs = jobs(client);

      jobs.bulkWrite(
          List.of(
              new InsertOneModel<>(job("1", "SUBMITTED")),
              new ReplaceOneModel<>(Filters.eq("_id", "1"), job("1", "STARTED")),
              new ReplaceOneModel<>(
                  Filters.eq("_id", "2"), job("2", "ERROR"), new ReplaceOptions().upsert(true)),
              new UpdateOneModel<>(
                  Filters.eq("_id", "3"),
                  Updates.max("seen", 7),
                  new UpdateOptions().upsert(true))));

      assertThat(jobs.find().sort(new Document("_id", 1)))
          .containsExactly(
              job("1", "STARTED"), job("2", "ERROR"), new Document("_id", "3").append("seen", 7));
    }
  }

  @Test
  void a_folder_keeps_what_was_written_until_the_next_start() throws Exception {
    try (EmbeddedStore store = EmbeddedStore.start(0, folder);
        MongoClient client = MongoClients.create(store.uri().toString())) {
      jobs(client).insertOne(job("1", "SUCCEEDED"));
    }

    try (EmbeddedStore store = EmbeddedStore.start(0, folder);
        MongoClient client = MongoClients.create(store.uri().toString())) {
      assertThat(jobs(client).find()).containsExactly(job("1", "SUCCEEDED"));
    }
  }

  @Test
  void a_folder_serves_one_store_at_a_time() throws Exception {
    try (EmbeddedStore first = EmbeddedStore.start(0, folder)) {
      assertThat(first.uri()).isNotNull();

      assertThatThrownBy(() -> EmbeddedStore.start(0, folder))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use");
    }
  }

  @Test
  void a_taken_port_is_told_in_one_sentence() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> EmbeddedStore.start(port))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("port " + port + " is taken");
    }
  }

  private EmbeddedStore start(String kind) throws IOException {
    return kind.equals("memory") ? EmbeddedStore.start(0) : EmbeddedStore.start(0, folder);
  }

  private static MongoCollection<Document> jobs(MongoClient client) {
    return client.getDatabase("test").getCollection("jobs");
  }

  private static Document job(String id, String state) {
    return new Document("_id", id).append("state", state);
  }
}
