package io.tallyboard.api.rest;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.StoredFile;
import io.tallyboard.api.domain.port.FileBytes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jboss.resteasy.reactive.RestMulti;

/** Gives a file's bytes as fast as they are taken. */
@ApplicationScoped
public class FileContent {
  private final FileBytes files;

  FileContent(FileBytes files) {
    this.files = files;
  }

  public RestMulti<byte[]> stream(Uni<StoredFile> file) {
    return RestMulti.fromUniResponse(
        file.chain(files::open),
        opened -> Multi.createFrom().publisher(opened.bytes()).map(FileContent::bytes),
        opened -> headers(opened.file(), opened.size()));
  }

  /** What {@link #stream} would begin with, without reading any of the bytes. */
  public Uni<Response> head(Uni<StoredFile> file) {
    return file.map(
        found -> {
          Response.ResponseBuilder head = Response.ok();
          headers(found, OptionalLong.of(found.size()))
              .forEach((name, values) -> head.header(name, values.get(0)));
          return head.build();
        });
  }

  public static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  /** Whoever uploaded it wrote it: a browser saves it, and runs nothing of it. */
  private static Map<String, List<String>> headers(StoredFile file, OptionalLong size) {
    Map<String, List<String>> headers = new HashMap<>();
    headers.put(HttpHeaders.CONTENT_TYPE, List.of(file.mimeType()));
    headers.put(HttpHeaders.CONTENT_DISPOSITION, List.of(attachment(file.name())));
    size.ifPresent(
        length -> headers.put(HttpHeaders.CONTENT_LENGTH, List.of(Long.toString(length))));
    return headers;
  }

  public static String attachment(String name) {
    return "attachment; " + filename(name);
  }

  static String filename(String name) {
    return "filename*=UTF-8''"
        + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
