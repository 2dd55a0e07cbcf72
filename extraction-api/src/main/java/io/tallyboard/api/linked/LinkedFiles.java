package io.tallyboard.api.linked;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.access.Vault;
import io.tallyboard.api.config.ApiConfig;
import io.tallyboard.api.domain.ByteTally;
import io.tallyboard.api.domain.FileLink;
import io.tallyboard.api.domain.FileNames;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.StoredFile;
import io.tallyboard.api.domain.port.FileBytes;
import io.tallyboard.api.domain.port.FileStore;
import io.tallyboard.api.domain.port.FileStore.NewFile;
import io.tallyboard.contract.Redactor;
import io.tallyboard.contract.UserRef;
import io.vertx.core.http.HttpHeaders;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Notes files by their addresses, and opens files wherever their bytes are. */
@ApplicationScoped
public class LinkedFiles implements FileBytes {
  private static final int OK = 200;

  private final FileStore files;
  private final HostClient hosts;
  private final Vault vault;
  private final long most;

  LinkedFiles(FileStore files, HostClient hosts, Vault vault, ApiConfig config) {
    this.files = files;
    this.hosts = hosts;
    this.vault = vault;
    this.most = config.maxBodySize().asLongValue();
  }

  /**
   * What a client says of a file elsewhere.
   *
   * @param name else it is the last part of the address
   * @param mimeType else it is what the host says, or what the name suggests
   */
  public record NewLink(
      URI url,
      Optional<FileLink.Key> key,
      @Nullable String name,
      @Nullable String mimeType,
      @Nullable String dataset,
      UserRef user) {}

  /** The hosts that files may be on; none where there is no linking of files here. */
  public List<String> hostNames() {
    return hosts.hosts().names();
  }

  /** Whether keys that those hosts want can be kept. */
  public boolean takesKeys() {
    return vault.open();
  }

  /** Fails with {@link Refused} where the host is not allowed, or does not have the file. */
  public Uni<StoredFile> add(NewLink asked) {
    hosts
        .hosts()
        .refusal(asked.url())
        .ifPresent(
            why -> {
              throw Refused.unprocessable("/url", why);
            });
    if (!Redactor.redact(asked.url().toString()).equals(asked.url().toString())) {
      throw Refused.unprocessable(
          "/url", "It seems to hold a key, and addresses are shown: give the key by \"key\".");
    }
    FileLink link = link(asked);
    return hosts
        .ask(link)
        .onFailure(Refused.class)
        .transform(failure -> Refused.unprocessable("/url", failure.detail()))
        .chain(answer -> note(asked, link, answer));
  }

  private FileLink link(NewLink asked) {
    if (asked.key().isEmpty()) {
      return new FileLink(asked.url(), null, null);
    }
    if (!vault.open()) {
      throw Refused.unprocessable(
          "/key",
          "This board takes no keys of other hosts: its operator has not set tallyboard.api.secret, with which they are encrypted.");
    }
    FileLink.Key key = asked.key().get();
    return new FileLink(
        asked.url(),
        key.header(),
        vault.seal(key.value(), HostClient.purpose(asked.url(), key.header())));
  }

  /** It is read once: what is told of its size and digest is true of the moment it was noted. */
  private Uni<StoredFile> note(NewLink asked, FileLink link, HttpClientResponse answer) {
    String host = link.url().getHost();
    if (answer.statusCode() != OK) {
      answer.request().reset();
      throw Refused.unprocessable(
          "/url", "%s answers with status %d.".formatted(host, answer.statusCode()));
    }
    String name = FileNames.clean(asked.name() == null ? link.url().getPath() : asked.name());
    @Nullable String told = asked.mimeType() == null ? type(answer) : asked.mimeType();
    NewFile file =
        new NewFile(name, FileNames.type(told, name), asked.user(), asked.dataset(), null);
    ByteTally seen = new ByteTally();
    return answer
        .toMulti()
        .map(LinkedFiles::bytes)
        .invoke(
            bytes -> {
              seen.add(bytes);
              if (seen.size() > most) {
                throw Refused.tooLarge("/url", "A file has at most %d bytes.".formatted(most));
              }
            })
        .onItem()
        .ignoreAsUni()
        .onFailure(failure -> !(failure instanceof Refused))
        .transform(
            failure -> Refused.unprocessable("/url", "%s did not send all of it.".formatted(host)))
        .chain(() -> files.link(file, seen, link));
  }

  private static @Nullable String type(HttpClientResponse answer) {
    return answer.getHeader(HttpHeaders.CONTENT_TYPE);
  }

  private static OptionalLong size(HttpClientResponse answer) {
    @Nullable String length = answer.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length != null && length.matches("\\d{1,18}")
        ? OptionalLong.of(Long.parseLong(length))
        : OptionalLong.empty();
  }

  @Override
  public Uni<Opened> open(StoredFile file) {
    FileLink link = file.link();
    return link == null
        ? Uni.createFrom()
            .item(() -> new Opened(file, OptionalLong.of(file.size()), files.content(file)))
        : hosts.ask(link).map(answer -> opened(file, link, answer));
  }

  private static Opened opened(StoredFile file, FileLink link, HttpClientResponse answer) {
    if (answer.statusCode() != OK) {
      answer.request().reset();
      throw Refused.notReady(
          "%s, where this file is, answers with status %d."
              .formatted(link.url().getHost(), answer.statusCode()));
    }
    Multi<ByteBuffer> bytes = answer.toMulti().map(LinkedFiles::bytes);
    return new Opened(file, size(answer), bytes);
  }

  private static ByteBuffer bytes(Buffer buffer) {
    return ByteBuffer.wrap(buffer.getBytes());
  }
}
