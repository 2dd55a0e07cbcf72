package io.tallyboard.api.rest;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.ByteRange;
import io.tallyboard.api.domain.port.Results;
import io.tallyboard.api.rest.problem.Problems;
import io.tallyboard.contract.store.Result;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/**
 * Gives what an extractor handed in, of which nobody knows what it is. That nothing of it is run, and
 * that it is taken for what it is said to be, every answer of the API says (sandbox, nosniff); here is
 * said what a browser may show at all.
 */
@ApplicationScoped
class ResultContent {
  static final String RANGE = "Range";
  static final String IF_RANGE = "If-Range";
  private static final int OK = 200;
  private static final int PART = 206;
  private static final int NOT_MODIFIED = 304;
  private static final int NO_SUCH_PART = 416;
  private static final String OTHER = "application/octet-stream";

  /** In a sandbox without scripts, these can be looked at. */
  private static final Set<String> SHOWN = Set.of("text/plain", "text/html", "text/csv");

  private final Results results;

  ResultContent(Results results) {
    this.results = results;
  }

  /** The headers that say which part of it is wanted, and whether at all. */
  record Asked(@Nullable String range, @Nullable String ifRange, @Nullable String ifNoneMatch) {}

  private record Given(Result result, Result.Bytes bytes, ByteRange range, int status) {}

  RestMulti<byte[]> stream(Uni<Result> result, Asked asked) {
    return RestMulti.fromUniResponse(
        result.map(found -> decide(found, asked)),
        given ->
            given.status() == NOT_MODIFIED
                ? Multi.createFrom().empty()
                : Multi.createFrom()
                    .publisher(results.bytes(given.result(), given.range()))
                    .map(FileContent::bytes),
        ResultContent::headers,
        Given::status);
  }

  Uni<Response> head(Uni<Result> result) {
    return result.map(
        found -> {
          Response.ResponseBuilder head = Response.ok();
          headers(decide(found, new Asked(null, null, null)))
              .forEach((name, values) -> head.header(name, values.get(0)));
          return head.build();
        });
  }

  private static Given decide(Result result, Asked asked) {
    Result.Bytes bytes = Objects.requireNonNull(result.bytes(), "bytes");
    String tag = tag(bytes);
    if (EntityTag.matches(asked.ifNoneMatch(), tag)) {
      return new Given(result, bytes, ByteRange.whole(bytes.size()), NOT_MODIFIED);
    }
    boolean changed = asked.ifRange() != null && !tag.equals(asked.ifRange());
    ByteRange range =
        ByteRange.of(changed ? null : asked.range(), bytes.size())
            .orElseThrow(() -> noSuchPart(bytes));
    return new Given(result, bytes, range, range.all() ? OK : PART);
  }

  private static WebApplicationException noSuchPart(Result.Bytes bytes) {
    String detail = "There is no such part of its %d bytes.".formatted(bytes.size());
    return new WebApplicationException(
        Response.fromResponse(Problems.of(NO_SUCH_PART, detail))
            .header("Content-Range", "bytes */" + bytes.size())
            .build());
  }

  /** Strong: the same bytes, and no others. */
  private static String tag(Result.Bytes bytes) {
    return "\"" + bytes.sha256() + "\"";
  }

  private static Map<String, List<String>> headers(Given given) {
    Result.Bytes bytes = given.bytes();
    Map<String, List<String>> headers = new HashMap<>();
    headers.put(HttpHeaders.ETAG, List.of(tag(bytes)));
    headers.put(HttpHeaders.CONTENT_TYPE, List.of(type(bytes)));
    headers.put("Accept-Ranges", List.of("bytes"));
    headers.put(
        HttpHeaders.CONTENT_DISPOSITION,
        List.of((shown(bytes) ? "inline; " : "attachment; ") + FileContent.filename(bytes.name())));
    if (given.status() != NOT_MODIFIED) {
      headers.put(HttpHeaders.CONTENT_LENGTH, List.of(Long.toString(given.range().length())));
    }
    if (given.status() == PART) {
      headers.put("Content-Range", List.of(given.range().text()));
    }
    return headers;
  }

  private static boolean shown(Result.Bytes bytes) {
    return bytes.mimeType().startsWith("image/") || SHOWN.contains(bytes.mimeType());
  }

  /** Texts are read as what nearly all are; a script or a style sheet is nothing to be loaded. */
  private static String type(Result.Bytes bytes) {
    String type = bytes.mimeType();
    if (type.contains("javascript") || type.contains("ecmascript") || type.equals("text/css")) {
      return OTHER;
    }
    return SHOWN.contains(type) ? type + ";charset=UTF-8" : type;
  }
}
