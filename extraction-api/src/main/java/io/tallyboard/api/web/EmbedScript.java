package io.tallyboard.api.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.web.bundler.runtime.Bundle;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The script of the custom element, made once of what the build bundled: its script, with its style
 * sheet inside, so that a page loads one file and the shadow has its styles when it is first shown.
 */
@Singleton
class EmbedScript {
  private static final String ENTRY = "embed";

  /** As the bundler's minifier may quote it. */
  private static final Pattern STYLES = Pattern.compile("([\"'`])/\\*tallyboard:styles\\*/\\1");

  /** Its source map lies elsewhere, and its columns moved. */
  private static final Pattern SOURCE_MAP =
      Pattern.compile("\\s*(//#|/\\*#) sourceMappingURL=.*\\s*$");

  private final byte[] bytes;
  private final String etag;

  EmbedScript(Bundle bundle, ObjectMapper json) {
    this.bytes =
        compose(read(bundle.script(ENTRY)), read(bundle.style(ENTRY)), json).getBytes(UTF_8);
    this.etag = HexFormat.of().formatHex(sha256(bytes), 0, 16);
  }

  byte[] bytes() {
    return bytes;
  }

  /** Of the content. */
  String etag() {
    return etag;
  }

  static String compose(String script, String styles, ObjectMapper json) {
    String bare = SOURCE_MAP.matcher(script).replaceFirst("\n");
    Matcher place = STYLES.matcher(bare);
    if (!place.find()) {
      throw new IllegalStateException("the embedded script has no place for its styles");
    }
    String css = SOURCE_MAP.matcher(styles).replaceFirst("");
    try {
      return place.replaceFirst(Matcher.quoteReplacement(json.writeValueAsString(css)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("any text can be written as JSON", e);
    }
  }

  private static String read(String address) {
    String name = "META-INF/resources" + address;
    try (InputStream in =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " was not bundled");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
