package io.tallyboard.api.rest.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.port.Diagnosis;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser;

/** Whatever goes wrong, the answer is a problem: no stack trace, no name of a class. */
class ProblemMappers {
  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
  private static final Map<Integer, String> DETAILS =
      Map.of(
          404, "There is nothing at this address.",
          405, "This address does not take this method.",
          406, "The answer is JSON, which this call does not accept.",
          413, "The body is too large.",
          415, "This address does not take a body of this media type.");

  private static final String NO_FORM = "The body is not a well-formed multipart form.";
  private static final String UNFINISHED = "Connection terminated reading multipart data";

  /** Of the path of a violation: the method and its parameter. */
  private static final int STEPS_TO_BODY = 2;

  private static final int NOT_ALLOWED = 405;

  private final Diagnosis diagnosis;
  private final AllowedMethods allowed;

  ProblemMappers(Diagnosis diagnosis, AllowedMethods allowed) {
    this.diagnosis = diagnosis;
    this.allowed = allowed;
  }

  @ServerExceptionMapper
  public Response refused(Refused refused) {
    return Problems.of(refused);
  }

  @ServerExceptionMapper
  public Response mismatch(MismatchedInputException failure) {
    return Problems.respond(JsonFaults.of(failure));
  }

  @ServerExceptionMapper
  public Response noForm(MultipartParser.MalformedMessageException failure) {
    return Problems.of(400, NO_FORM);
  }

  /** The parser's complaint of a body that ends before the form does has no type of its own. */
  @ServerExceptionMapper
  public Response halfAForm(IOException failure) {
    return UNFINISHED.equals(failure.getMessage()) ? Problems.of(400, NO_FORM) : other(failure);
  }

  @ServerExceptionMapper
  public Response invalid(ConstraintViolationException failure) {
    List<Problem.Fault> faults =
        failure.getConstraintViolations().stream()
            .map(v -> Problem.Fault.at(pointer(v), v.getMessage()))
            .sorted(Comparator.comparing(f -> String.valueOf(f.pointer())))
            .toList();
    return Problems.respond(
        Problems.problem(400, "The body does not have the form that is expected here.", faults));
  }

  @ServerExceptionMapper
  public Response web(WebApplicationException failure, UriInfo uri) {
    if (failure.getCause() instanceof JsonProcessingException json) {
      return Problems.respond(JsonFaults.of(json));
    }
    int status = failure.getResponse().getStatus();
    if (status < 400) {
      return failure.getResponse();
    }
    if (status >= 500) {
      return other(failure);
    }
    Response problem =
        Problems.of(status, DETAILS.getOrDefault(status, "This call cannot be understood."));
    return status == NOT_ALLOWED
        ? Response.fromResponse(problem)
            .header(HttpHeaders.ALLOW, allowed.at(uri.getPath()).orElse("GET, HEAD"))
            .build()
        : problem;
  }

  @ServerExceptionMapper
  public Response other(Throwable failure) {
    return diagnosis
        .of(failure)
        .map(Problems::of)
        .orElseGet(
            () -> {
              LOG.error("a call failed", failure);
              return Problems.of(
                  500, "Something went wrong here. The log has it under this X-Request-Id.");
            });
  }

  private static String pointer(ConstraintViolation<?> violation) {
    return StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
        .skip(STEPS_TO_BODY)
        .map(ProblemMappers::step)
        .collect(Collectors.joining());
  }

  /** What stands in a list or a map is named by its place there. */
  private static String step(Path.Node node) {
    String place =
        node.getIndex() != null
            ? "/" + node.getIndex()
            : node.getKey() != null ? "/" + JsonFaults.escaped(node.getKey().toString()) : "";
    return node.getKind() == ElementKind.CONTAINER_ELEMENT ? place : place + "/" + node.getName();
  }
}
