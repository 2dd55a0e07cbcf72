package io.tallyboard.api.rest.openapi;

import io.smallrye.openapi.api.util.MergeUtil;
import io.smallrye.openapi.runtime.io.OpenApiParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jspecify.annotations.Nullable;

/**
 * The words, limits and examples of one file in {@code resources/openapi}, which is itself a partial
 * OpenAPI document. It has the last word; what it says of a call that is not there breaks the build.
 */
final class Words {
  private static final List<String> FILES =
      List.of(
          "api",
          "filters",
          "schemas",
          "jobs",
          "events",
          "routing",
          "resources",
          "extractors",
          "stream",
          "files",
          "datasets",
          "results",
          "access",
          "updates",
          "audit",
          "acts",
          "errors",
          "clowder-v1",
          "clowder-v2");
  private static final String PARAMETERS = "#/components/parameters/";
  private static final String OK = "200";
  private static final String NO_CONTENT = "204";

  private final String name;
  private final OpenAPI said;

  private Words(String name, OpenAPI said) {
    this.name = name;
    this.said = said;
  }

  static List<Words> all() {
    return FILES.stream().map(Words::read).toList();
  }

  @SuppressWarnings(
      "deprecation") // Its successor reads the application's other descriptions as well.
  private static Words read(String name) {
    URL file = Words.class.getResource("/openapi/" + name + ".yaml");
    try {
      return new Words(name, OpenApiParser.parse(Objects.requireNonNull(file, name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void addTo(OpenAPI api) {
    makeWay(api);
    MergeUtil.merge(api, said);
  }

  /** Takes out what merging would mix: two types of one parameter, the status that the code guesses. */
  private void makeWay(OpenAPI api) {
    if (said.getPaths() == null) {
      return;
    }
    for (Map.Entry<String, PathItem> path : said.getPaths().getPathItems().entrySet()) {
      PathItem read = there(api.getPaths().getPathItem(path.getKey()), path.getKey());
      path.getValue()
          .getOperations()
          .forEach(
              (method, words) ->
                  makeWay(api, there(read.getOperations().get(method), path.getKey()), words));
    }
  }

  private <T> T there(@Nullable T found, String path) {
    if (found == null) {
      throw new IllegalStateException(
          "openapi/%s.yaml describes what is not there: %s".formatted(name, path));
    }
    return found;
  }

  private static void makeWay(OpenAPI api, Operation read, Operation words) {
    List<Parameter> parameters =
        new ArrayList<>(Optional.ofNullable(read.getParameters()).orElse(List.of()));
    for (Parameter word : Optional.ofNullable(words.getParameters()).orElse(List.of())) {
      Parameter whole = resolved(api, word);
      parameters.removeIf(p -> p.getName().equals(whole.getName()) && p.getIn() == whole.getIn());
    }
    read.setParameters(parameters.isEmpty() ? null : parameters);
    if (words.getTags() != null) {
      read.setTags(null);
    }
    success(read.getResponses(), words.getResponses());
  }

  private static Parameter resolved(OpenAPI api, Parameter parameter) {
    String ref = parameter.getRef();
    return ref == null
        ? parameter
        : Objects.requireNonNull(
            api.getComponents().getParameters().get(ref.substring(PARAMETERS.length())), ref);
  }

  /** What the code answers with, under the status that the words give it. */
  private static void success(APIResponses read, @Nullable APIResponses words) {
    APIResponse guessed = read.getAPIResponse(OK);
    if (guessed == null || words == null) {
      return;
    }
    List<String> statuses =
        words.getAPIResponses().keySet().stream().filter(s -> s.startsWith("2")).toList();
    if (!statuses.isEmpty()) {
      read.removeAPIResponse(OK);
      statuses.stream()
          .filter(status -> !status.equals(NO_CONTENT) && !saysAll(words.getAPIResponse(status)))
          .forEach(
              status ->
                  read.addAPIResponse(
                      status, OASFactory.createAPIResponse().content(guessed.getContent())));
    }
  }

  /** Where the words give the schema too, the code's guess at it goes. */
  private static boolean saysAll(APIResponse words) {
    return words.getContent() != null
        && words.getContent().getMediaTypes().values().stream()
            .anyMatch(type -> type.getSchema() != null);
  }
}
