package io.tallyboard.local.embedded;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * Speaks MongoDB's protocol in this JVM, on loopback only. In memory, or in a folder: there, what was
 * written is safe once {@link #close} returned; a kill may lose the last second.
 */
public final class EmbeddedStore implements AutoCloseable {
  /** It tells of every connection, opened or closed; held, or the level would be forgotten. */
  private static final Logger TALKATIVE = Logger.getLogger("de.bwaldvogel.mongo");

  static {
    TALKATIVE.setLevel(Level.SEVERE);
  }

  private final MongoServer server;
  private final URI uri;

  private EmbeddedStore(MongoServer server, int port) throws IOException {
    this.server = server;
    try {
      server.bind("127.0.0.1", port);
    } catch (Exception e) { // netty throws BindException without declaring it
      server.shutdownNow();
      throw new IOException("port " + port + " is taken: the embedded store cannot have it", e);
    }
    this.uri = URI.create("mongodb://127.0.0.1:" + server.getLocalAddress().getPort());
  }

  /**
   * In memory.
   *
   * @param port 0 for any free one
   */
  public static EmbeddedStore start(int port) throws IOException {
    return new EmbeddedStore(new MongoServer(new MemoryBackend()), port);
  }

  /**
   * In a folder, made if it is not there. One process at a time.
   *
   * @throws IOException the folder cannot be used, or the port is taken
   */
  public static EmbeddedStore start(int port, Path folder) throws IOException {
    Files.createDirectories(folder);
    return new EmbeddedStore(new MongoServer(open(folder.resolve("store.mv"))), port);
  }

  private static MongoBackend open(Path file) throws IOException {
    try {
      return new H2Backend(new MVStore.Builder().fileName(file.toString()).open());
    } catch (MVStoreException e) {
      throw new IOException(file + " cannot be opened: is it in use by another Tallyboard?", e);
    }
  }

  public URI uri() {
    return uri;
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
