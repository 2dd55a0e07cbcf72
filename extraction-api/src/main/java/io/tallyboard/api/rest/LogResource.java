package io.tallyboard.api.rest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.board.EventBoard;
import io.tallyboard.api.board.EventBoard.Download;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.rest.auth.CurrentCaller;
import io.tallyboard.api.rest.auth.Needs;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A job's whole log as a file, given as fast as it is taken. */
@Path("/v1/jobs/{id}/log")
public class LogResource {
  private final EventBoard board;
  private final CurrentCaller caller;
  private final LogLines lines;

  LogResource(EventBoard board, CurrentCaller caller, LogLines lines) {
    this.board = board;
    this.caller = caller;
    this.lines = lines;
  }

  @GET
  @Needs(Role.VIEWER)
  public RestMulti<byte[]> log(
      @RestPath String id,
      @RestQuery @Nullable String format,
      @RestQuery @Nullable String level,
      @RestQuery @Nullable String text,
      @RestQuery @Nullable String attempt) {
    LogLines.Format form =
        Queries.given(format).map(LogResource::format).orElse(LogLines.Format.TEXT);
    Uni<Download> log =
        board.download(id, caller.visibility(), EventQueries.filter(level, text, attempt));
    return RestMulti.fromUniResponse(
        log,
        found ->
            found
                .parts()
                .map(events -> lines.write(events, form))
                .filter(bytes -> bytes.length > 0),
        found -> headers(found, form));
  }

  private static LogLines.Format format(String word) {
    return Arrays.stream(LogLines.Format.values())
        .filter(format -> format.name().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(() -> Refused.malformed("format", "text or ndjson is expected."));
  }

  private static Map<String, List<String>> headers(Download log, LogLines.Format format) {
    return Map.of(
        HttpHeaders.CONTENT_TYPE,
        List.of(format.mediaType()),
        HttpHeaders.CONTENT_DISPOSITION,
        List.of(FileContent.attachment("job-" + log.id() + format.suffix())));
  }
}
