package io.tallyboard.local.extractor;

import io.tallyboard.local.files.MimePattern;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an extractor tells of itself in each beat.
 *
 * @param fileTypes of the files that it works on: {@code text/*}, {@code application/json}
 * @param parameters JSON Schema of each parameter that a job may carry
 */
public record Description(
    String name,
    String version,
    String description,
    List<String> fileTypes,
    Map<String, Object> parameters) {

  public Description {
    fileTypes = List.copyOf(fileTypes);
    parameters = Map.copyOf(parameters);
  }

  public Description(String name, String version, String description, List<String> fileTypes) {
    this(name, version, description, fileTypes, Map.of());
  }

  /** A queue is named like its extractor, as with pyclowder. */
  public String queue() {
    return name;
  }

  public boolean worksOn(String mimeType) {
    return fileTypes.stream().map(MimePattern::new).anyMatch(p -> p.matches(mimeType));
  }

  /** {@code extractor_info}. */
  Map<String, Object> info() {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("@context", "http://clowder.ncsa.illinois.edu/contexts/extractors.jsonld");
    info.put("name", name);
    info.put("version", version);
    info.put("description", description);
    info.put("author", "Tallyboard");
    info.put("contributors", List.of());
    info.put("contexts", List.of());
    info.put("repository", List.of());
    info.put("process", Map.of("file", fileTypes));
    info.put("external_services", List.of());
    info.put("dependencies", List.of());
    info.put("bibtex", List.of());
    if (!parameters.isEmpty()) {
      info.put("parameters", Map.of("type", "object", "properties", parameters));
    }
    return info;
  }
}
