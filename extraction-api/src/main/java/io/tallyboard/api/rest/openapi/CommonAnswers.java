package io.tallyboard.api.rest.openapi;

import io.tallyboard.api.domain.Role;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;

/**
 * The answers that a call can give because of what it is: whoever needs a role can lack it, whatever
 * has a body can be sent too much. What a call says of a status itself stands.
 */
final class CommonAnswers {
  private static final String CLOWDER = "/api/";
  private static final String CLOWDER_V2 = "/api/v2/";
  private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private final Calls calls;

  CommonAnswers(Calls calls) {
    this.calls = calls;
  }

  void addTo(OpenAPI api) {
    api.getComponents().getResponses().values().forEach(CommonAnswers::headers);
    api.getComponents().getParameters().values().forEach(CommonAnswers::inQuery);
    for (Map.Entry<String, PathItem> path : api.getPaths().getPathItems().entrySet()) {
      path.getValue()
          .getOperations()
          .forEach((method, operation) -> complete(path.getKey(), method, operation));
    }
  }

  private void complete(String address, HttpMethod method, Operation operation) {
    Optional<Role> role = calls.role(method.name(), address);
    role.ifPresent(needed -> say(operation, needed));
    if (address.startsWith(CLOWDER)) {
      byClowdersKeys(address, operation);
    }
    Optional.ofNullable(operation.getParameters())
        .orElse(List.of())
        .forEach(CommonAnswers::inQuery);
    APIResponses answers = operation.getResponses();
    RequestBody body = operation.getRequestBody();
    if (body != null && body.getContent().hasMediaType(MediaType.WILDCARD)) {
      // What may be of any type may be nothing: an empty file.
      body.setRequired(false);
    }
    answers.getAPIResponses().values().forEach(CommonAnswers::headers);
    if (method == HttpMethod.GET && role.isPresent()) {
      tagged(operation, answers.getAPIResponse("200"));
    }
    // HEAD has no body to tell a problem in.
    String kind = method == HttpMethod.HEAD ? "Bare" : "";
    errors(address, method, operation, role)
        .forEach(
            (status, name) -> {
              if (!answers.hasAPIResponse(status)) {
                answers.addAPIResponse(status, response(kind + name));
              }
            });
  }

  private static Map<String, String> errors(
      String address, HttpMethod method, Operation operation, Optional<Role> role) {
    Map<String, String> errors = new TreeMap<>();
    boolean body = operation.getRequestBody() != null;
    if (body || queried(operation)) {
      errors.put("400", "Malformed");
    }
    if (queried(operation)) {
      errors.put("414", "TooLong");
    }
    errors.put("401", "NoValidKey");
    if (!SAFE.contains(method) || role.filter(Role.VIEWER::equals).isEmpty()) {
      errors.put("403", "NotAllowed");
    }
    if (address.contains("{")) {
      errors.put("404", "NotFound");
    }
    errors.put("406", "NotAcceptable");
    if (body) {
      errors.put("413", "TooLarge");
      errors.put("415", "UnsupportedMediaType");
    }
    errors.put("500", "OurFault");
    errors.put("503", "NotReady");
    return errors;
  }

  private static boolean queried(Operation operation) {
    return Optional.ofNullable(operation.getParameters()).orElse(List.of()).stream()
        .anyMatch(p -> p.getRef() != null || p.getIn() == Parameter.In.QUERY);
  }

  private static void say(Operation operation, Role role) {
    String before = operation.getDescription();
    String needs = "Needs the role " + role.word() + ".";
    operation.setDescription(before == null ? needs : before.strip() + "\n\n" + needs);
  }

  private static void byClowdersKeys(String address, Operation operation) {
    operation.addSecurityRequirement(by("apiKey")).addSecurityRequirement(by("bearer"));
    if (!address.startsWith(CLOWDER_V2)) {
      operation.addSecurityRequirement(by("keyInQuery"));
    }
  }

  /** Who has a document already is told just that. */
  private static void tagged(Operation operation, APIResponse answer) {
    if (answer.getContent().hasMediaType(MediaType.APPLICATION_JSON)) {
      answer.addHeader("ETag", OASFactory.createHeader().ref("ETag"));
      operation.getResponses().addAPIResponse("304", response("NotModified"));
      operation.addParameter(OASFactory.createParameter().ref("IfNoneMatch"));
    }
  }

  private static APIResponse response(String name) {
    return OASFactory.createAPIResponse().ref(name);
  }

  private static SecurityRequirement by(String scheme) {
    return OASFactory.createSecurityRequirement().addScheme(scheme);
  }

  /** A form sends what was not filled in: it is as good as left out. No text holds control characters. */
  private static void inQuery(Parameter parameter) {
    if (parameter.getIn() != Parameter.In.QUERY) {
      return;
    }
    parameter.setAllowEmptyValue(true);
    Schema schema = parameter.getSchema();
    boolean anyText =
        List.of(SchemaType.STRING).equals(schema.getType())
            && schema.getPattern() == null
            && schema.getFormat() == null
            && schema.getEnumeration() == null;
    if (anyText) {
      schema.setPattern("^[^\\x00-\\x1f\\x7f-\\x9f]*$");
    }
  }

  private static void headers(APIResponse answer) {
    answer.addHeader("X-Request-Id", OASFactory.createHeader().ref("RequestId"));
  }
}
