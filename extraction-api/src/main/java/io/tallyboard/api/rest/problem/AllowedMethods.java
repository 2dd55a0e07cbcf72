package io.tallyboard.api.rest.problem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which methods an address takes, as the description of the interface has it: the framework knows only
 * those that any address of the same class takes.
 */
@ApplicationScoped
class AllowedMethods {
  private final OpenApiDocumentService description;
  private final ObjectMapper json;
  private volatile List<Address> addresses = List.of();

  AllowedMethods(OpenApiDocumentService description, ObjectMapper json) {
    this.description = description;
    this.json = json;
  }

  private record Address(Pattern path, long variables, Set<String> methods) {
    static Address of(String template, JsonNode operations) {
      String path =
          Stream.of(template.split("/"))
              .map(step -> step.startsWith("{") ? "[^/]+" : Pattern.quote(step))
              .collect(Collectors.joining("/"));
      Set<String> methods = new TreeSet<>(Set.of("OPTIONS"));
      operations.fieldNames().forEachRemaining(name -> methods.add(name.toUpperCase(Locale.ROOT)));
      if (methods.contains("GET")) {
        methods.add("HEAD");
      }
      long variables = template.chars().filter(c -> c == '{').count();
      return new Address(Pattern.compile(path + "/?"), variables, methods);
    }
  }

  /** Empty where nothing is at the address. */
  Optional<String> at(String path) {
    return addresses().stream()
        .filter(address -> address.path().matcher(path).matches())
        .min(Comparator.comparing(Address::variables))
        .map(address -> String.join(", ", address.methods()));
  }

  private List<Address> addresses() {
    if (addresses.isEmpty()) {
      addresses = read();
    }
    return addresses;
  }

  private List<Address> read() {
    try {
      byte[] document = description.getDocument(OpenApiFilter.DEFAULT_DOCUMENT_NAME, Format.JSON);
      return json.readTree(document).path("paths").properties().stream()
          .map(path -> Address.of(path.getKey(), path.getValue()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
