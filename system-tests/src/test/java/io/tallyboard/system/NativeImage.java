package io.tallyboard.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** What a service's native-image sources say, as built by {@code -Dquarkus.native.sources-only=true}. */
final class NativeImage {
  private NativeImage() {}

  /** The classes whose members may be found by reflection in the native image. */
  static Set<String> registered(Path module) {
    Path sources = module.resolve("target/native-sources");
    if (!Files.isDirectory(sources)) {
      throw new IllegalStateException(
          sources + " is missing: build with -Dnative -Dquarkus.native.sources-only=true");
    }
    try (Stream<Path> files = Files.list(sources);
        JarFile jar = new JarFile(runner(files).toFile())) {
      JsonNode config =
          Board.JSON.readTree(
              jar.getInputStream(jar.getEntry("META-INF/native-image/reflect-config.json")));
      Set<String> names = new TreeSet<>();
      for (JsonNode entry : config) {
        if (entry.path("allDeclaredConstructors").asBoolean()
            && entry.path("allDeclaredMethods").asBoolean()) {
          names.add(entry.path("name").asText());
        }
      }
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path runner(Stream<Path> files) {
    return files
        .filter(file -> file.getFileName().toString().endsWith("-runner.jar"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no runner jar among the native sources"));
  }
}
