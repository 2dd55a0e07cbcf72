package io.tallyboard.local.process;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that Tallyboard was built in.
 *
 * @param root of the repository
 */
public record Home(Path root) {

  /** Two folders above what this class was loaded from, {@code local/target/*}. */
  public static Home ofThisProgram() {
    try {
      Path here = Path.of(Home.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return new Home(here.resolve("../../..").normalize());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class path of files has proper locations", e);
    }
  }

  /** Where a service's build left it. */
  public Path jar(String service) throws Trouble {
    Path jar = root.resolve(service).resolve("target/quarkus-app/quarkus-run.jar");
    if (!Files.isRegularFile(jar)) {
      throw new Trouble(service + " is not built: run ./tallyboard, which builds what is missing.");
    }
    return jar;
  }

  /** What to show where nothing was named: files that every copy of the repository has. */
  public List<Path> ownFiles() {
    return Stream.of(
            "README.md",
            "examples/files/tally.txt",
            "examples/files/shift.json",
            "examples/files/output.csv",
            "examples/files/board.png",
            "pom.xml")
        .map(root::resolve)
        .filter(Files::isRegularFile)
        .limit(5)
        .toList();
  }
}
