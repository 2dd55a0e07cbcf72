package io.tallyboard.api.rest;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.StoredFile;
import io.tallyboard.api.domain.port.FileStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestMulti;

/** Gives a file's bytes as fast as they are taken. */
@ApplicationScoped
public class FileContent {
  private final FileStore files;

  FileContent(FileStore files) {
    this.files = files;
  }

  public RestMulti<byte[]> stream(Uni<StoredFile> file) {
    return RestMulti.fromUniResponse(
        file,
        found -> Multi.createFrom().publisher(files.content(found)).map(FileContent::bytes),
        FileContent::headers);
  }

  /** What {@link #stream} would begin with, without reading any of the bytes. */
  public Uni<Response> head(Uni<StoredFile> file) {
    return file.map(
        found -> {
          Response.ResponseBuilder head = Response.ok();
          headers(found).forEach((name, values) -> head.header(name, values.get(0)));
          return head.build();
        });
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  /** Whoever uploaded it wrote it: a browser saves it, and runs nothing of it. */
  private static Map<String, List<String>> headers(StoredFile file) {
    return Map.of(
        HttpHeaders.CONTENT_TYPE,
        List.of(file.mimeType()),
        HttpHeaders.CONTENT_LENGTH,
        List.of(Long.toString(file.size())),
        HttpHeaders.CONTENT_DISPOSITION,
        List.of(attachment(file.name())));
  }

  static String attachment(String name) {
    return "attachment; filename*=UTF-8''"
        + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
