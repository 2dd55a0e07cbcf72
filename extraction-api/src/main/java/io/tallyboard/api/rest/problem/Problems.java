package io.tallyboard.api.rest.problem;

import io.tallyboard.api.domain.Refused;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/** Makes answers out of what went wrong. */
public final class Problems {
  private static final Map<Integer, String> TITLES =
      Map.ofEntries(
          Map.entry(400, "Bad request"),
          Map.entry(401, "No valid key"),
          Map.entry(403, "Not allowed"),
          Map.entry(404, "Not found"),
          Map.entry(405, "Method not allowed"),
          Map.entry(406, "Not acceptable"),
          Map.entry(409, "Not as it stands"),
          Map.entry(413, "Too large"),
          Map.entry(415, "Unsupported media type"),
          Map.entry(416, "No such part"),
          Map.entry(422, "Cannot be done"),
          Map.entry(500, "Our fault"),
          Map.entry(503, "Not ready"));

  private Problems() {}

  public static Response of(int status, String detail) {
    return respond(problem(status, detail, List.of()));
  }

  public static Response unauthorized() {
    return Response.fromResponse(
            of(401, "Show a valid API key in X-API-KEY or as an Authorization bearer token."))
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .build();
  }

  static Response of(Refused refused) {
    Response response = respond(about(refused));
    return refused.reason() == Refused.Reason.NOT_READY
        ? Response.fromResponse(response).header(HttpHeaders.RETRY_AFTER, 5).build()
        : response;
  }

  /** What a refusal says, as a part of an answer. */
  public static Problem about(Refused refused) {
    int status =
        switch (refused.reason()) {
          case NOT_FOUND -> 404;
          case MALFORMED -> 400;
          case UNPROCESSABLE -> 422;
          case CONFLICT -> 409;
          case TOO_LARGE -> 413;
          case FORBIDDEN -> 403;
          case NOT_READY -> 503;
        };
    List<Problem.Fault> faults =
        refused.faults().stream().map(f -> Problem.Fault.at(f.pointer(), f.detail())).toList();
    return problem(status, refused.detail(), faults);
  }

  static Problem problem(int status, String detail, List<Problem.Fault> faults) {
    return new Problem("about:blank", TITLES.getOrDefault(status, "Error"), status, detail, faults);
  }

  static Response respond(Problem problem) {
    return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem).build();
  }
}
