package io.tallyboard.local.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The MIME type of a file: by its first bytes where they tell, else by its name, else by whether it
 * reads as text. The same on every machine, which the JDK's own guess is not.
 */
public final class FileType {
  public static final String BINARY = "application/octet-stream";
  public static final String TEXT = "text/plain";

  private static final int HEAD = 8 * 1024;

  private static final Map<String, String> BY_FIRST_BYTES =
      Map.ofEntries(
          Map.entry("89504e470d0a1a0a", "image/png"),
          Map.entry("ffd8ff", "image/jpeg"),
          Map.entry("474946383", "image/gif"),
          Map.entry("25504446", "application/pdf"),
          Map.entry("504b0304", "application/zip"),
          Map.entry("1f8b", "application/gzip"),
          Map.entry("7f454c46", "application/x-executable"),
          Map.entry("cafebabe", "application/java-vm"));

  private static final Map<String, String> BY_ENDING =
      Map.ofEntries(
          Map.entry("md", "text/markdown"),
          Map.entry("txt", TEXT),
          Map.entry("log", TEXT),
          Map.entry("csv", "text/csv"),
          Map.entry("tsv", "text/tab-separated-values"),
          Map.entry("html", "text/html"),
          Map.entry("css", "text/css"),
          Map.entry("js", "text/javascript"),
          Map.entry("java", "text/x-java"),
          Map.entry("py", "text/x-python"),
          Map.entry("sh", "text/x-shellscript"),
          Map.entry("yaml", "application/yaml"),
          Map.entry("yml", "application/yaml"),
          Map.entry("json", "application/json"),
          Map.entry("xml", "application/xml"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("jar", "application/java-archive"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("wav", "audio/wav"));

  private FileType() {}

  /**
   * Reads no more than the file's head.
   *
   * @param name which need not be the path's: a download has another
   */
  public static String of(Path file, String name) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(HEAD);
    }
    String hex = HexFormat.of().formatHex(head, 0, Math.min(head.length, 16));
    Optional<String> byBytes =
        BY_FIRST_BYTES.entrySet().stream()
            .filter(e -> hex.startsWith(e.getKey()))
            .map(Map.Entry::getValue)
            .findFirst();
    Optional<String> byName = Optional.ofNullable(BY_ENDING.get(ending(name)));
    return byName
        // A jar is a zip, and more than that.
        .filter(type -> byBytes.isEmpty() || type.equals("application/java-archive"))
        .or(() -> byBytes)
        .orElseGet(() -> readsAsText(head) ? TEXT : BINARY);
  }

  private static String ending(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  private static boolean readsAsText(byte[] head) {
    for (byte b : head) {
      if (b == 0) {
        return false;
      }
    }
    // The head of a longer file may end in the middle of a character.
    int mayCut = head.length == HEAD ? 3 : 0;
    for (int cut = 0; cut <= mayCut; cut++) {
      if (decodes(head, head.length - cut)) {
        return true;
      }
    }
    return false;
  }

  private static boolean decodes(byte[] bytes, int length) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
