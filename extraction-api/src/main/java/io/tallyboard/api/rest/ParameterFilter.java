package io.tallyboard.api.rest;

import io.tallyboard.api.domain.Refused;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses query parameters that a call does not know: one that is misspelt would otherwise be ignored,
 * and everything be taken for what was asked for. Refuses too what no parameter can be.
 */
class ParameterFilter {
  private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

  @ServerRequestFilter
  public void refuseUnknown(ContainerRequestContext request, ResourceInfo resource) {
    Method method = resource.getResourceMethod();
    if (!method.isAnnotationPresent(GET.class)
        || !request.getUriInfo().getPath().startsWith("/v1/")) {
      return;
    }
    Set<String> names = known.computeIfAbsent(method, ParameterFilter::names);
    request.getUriInfo().getQueryParameters().keySet().stream()
        .filter(name -> !names.contains(name))
        .sorted()
        .findFirst()
        .ifPresent(
            name -> {
              throw Refused.malformed(name, unknown(names));
            });
  }

  /** One of two would be ignored, and no text that is looked for holds a control character. */
  @ServerRequestFilter
  public void refuseUnfit(ContainerRequestContext request) {
    request
        .getUriInfo()
        .getQueryParameters()
        .forEach(
            (name, values) -> {
              if (values.size() > 1) {
                throw Refused.malformed(
                    name, "It is given more than once. Several values go into one, with commas.");
              }
              if (values.get(0).chars().anyMatch(Character::isISOControl)) {
                throw Refused.malformed(name, "It has no control characters.");
              }
            });
  }

  private static String unknown(Set<String> names) {
    return names.isEmpty()
        ? "This call takes no query parameters."
        : "There is no such parameter here; there are " + String.join(", ", names) + ".";
  }

  private static Set<String> names(Method method) {
    return Arrays.stream(method.getParameters())
        .flatMap(ParameterFilter::names)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> names(Parameter parameter) {
    RestQuery query = parameter.getAnnotation(RestQuery.class);
    if (query != null) {
      return Stream.of(named(query, parameter.getName()));
    }
    if (!parameter.isAnnotationPresent(BeanParam.class)) {
      return Stream.empty();
    }
    return Arrays.stream(parameter.getType().getDeclaredFields())
        .filter(field -> field.isAnnotationPresent(RestQuery.class))
        .map(field -> named(field.getAnnotation(RestQuery.class), field.getName()));
  }

  private static String named(RestQuery query, String otherwise) {
    return query.value().isEmpty() ? otherwise : query.value();
  }
}
