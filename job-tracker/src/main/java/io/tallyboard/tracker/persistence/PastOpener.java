package io.tallyboard.tracker.persistence;

import com.mongodb.reactivestreams.client.MongoClients;
import io.tallyboard.tracker.history.PastSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens another system's history by its address. */
@ApplicationScoped
class PastOpener implements PastSource.Opener {

  @Override
  public PastSource open(String from, String database) {
    if (from.startsWith("mongodb://") || from.startsWith("mongodb+srv://")) {
      if (database.isBlank()) {
        throw new PastSource.CannotImport("--database is needed with a URI.");
      }
      return new MongoPast(client(from), database);
    }
    Path folder = Path.of(from);
    if (!Files.isDirectory(folder)) {
      throw new PastSource.CannotImport("--from is neither a mongodb:// URI nor a folder: " + from);
    }
    return new FilePast(folder);
  }

  /** Without the message of what is wrong with a URI, which may hold a password. */
  private static com.mongodb.reactivestreams.client.MongoClient client(String uri) {
    try {
      return MongoClients.create(uri);
    } catch (IllegalArgumentException e) {
      throw new PastSource.CannotImport("--from is no URI that MongoDB's driver can use.");
    }
  }
}
