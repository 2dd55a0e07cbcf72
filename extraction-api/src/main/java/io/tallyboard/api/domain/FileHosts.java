package io.tallyboard.api.domain;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The hosts from which files may be fetched: those that the operator named, and no others. Without it
 * anybody who may submit could have the board read what only the board can reach.
 */
public final class FileHosts {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private final Set<String> allowed;

  private FileHosts(Set<String> allowed) {
    this.allowed = allowed;
  }

  /**
   * Reads a setting.
   *
   * @param names {@code data.example}, at the usual ports, or {@code data.example:8443}
   * @throws IllegalArgumentException if one of them is neither
   */
  public static FileHosts of(Collection<String> names) {
    return new FileHosts(
        names.stream()
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .filter(name -> !name.isEmpty())
            .map(FileHosts::checked)
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static String checked(String name) {
    if (!name.matches("([a-z0-9._-]+|\\[[0-9a-f:]+])(:\\d{1,5})?")) {
      throw new IllegalArgumentException(
          "tallyboard.api.files.hosts: not a host like data.example or data.example:8443: " + name);
    }
    return name;
  }

  /** Their names, in order; none where files cannot be noted by their addresses at all. */
  public List<String> names() {
    return allowed.stream().sorted().toList();
  }

  /** Why nothing is fetched from there; empty where it may be. */
  public Optional<String> refusal(URI url) {
    @Nullable String scheme = url.getScheme();
    boolean plain = "http".equalsIgnoreCase(scheme);
    if ((!plain && !"https".equalsIgnoreCase(scheme)) || url.getHost() == null) {
      return Optional.of("An address like https://data.example/a.tif is expected.");
    }
    if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
      return Optional.of("It has neither a name and password nor a fragment.");
    }
    String host = url.getHost().toLowerCase(Locale.ROOT);
    int usual = plain ? HTTP : HTTPS;
    int port = url.getPort() < 0 ? usual : url.getPort();
    boolean named =
        allowed.contains(host + ":" + port) || (port == usual && allowed.contains(host));
    return named
        ? Optional.empty()
        : Optional.of(
            "This board fetches no files from %s. Its operator names the hosts that it may fetch from (tallyboard.api.files.hosts)."
                .formatted(url.getPort() < 0 ? host : host + ":" + port));
  }
}
