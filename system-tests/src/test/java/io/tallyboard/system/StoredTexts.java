package io.tallyboard.system;

import com.mongodb.client.MongoDatabase;
import org.bson.Document;

/** Everything a database holds, as one text to search in. */
final class StoredTexts {
  private StoredTexts() {}

  static String of(MongoDatabase database) {
    StringBuilder all = new StringBuilder();
    for (String collection : database.listCollectionNames()) {
      if (!collection.startsWith("system.")) {
        for (Document document : database.getCollection(collection).find()) {
          all.append(document.toJson()).append('\n');
        }
      }
    }
    return all.toString();
  }
}
