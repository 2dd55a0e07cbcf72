package io.tallyboard.api.domain;

import java.net.URLConnection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the names and types that clients send fit to be kept. */
public final class FileNames {
  public static final String UNKNOWN_TYPE = "application/octet-stream";

  /** The second is what curl says of any data. */
  private static final Set<String> SAYS_NOTHING =
      Set.of(UNKNOWN_TYPE, "application/x-www-form-urlencoded");

  private static final int MAX_LENGTH = 255;
  private static final String UNNAMED = "unnamed";

  /** What extractors work on and the Java runtime has no name for, or one that depends on the machine. */
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("md", "text/markdown"),
          Map.entry("csv", "text/csv"),
          Map.entry("tsv", "text/tab-separated-values"),
          Map.entry("json", "application/json"),
          Map.entry("yaml", "application/yaml"),
          Map.entry("yml", "application/yaml"),
          Map.entry("xml", "application/xml"),
          Map.entry("html", "text/html"),
          Map.entry("txt", "text/plain"),
          Map.entry("log", "text/plain"),
          Map.entry("java", "text/x-java-source"),
          Map.entry("py", "text/x-python"),
          Map.entry("pdf", "application/pdf"),
          Map.entry("zip", "application/zip"),
          Map.entry("gz", "application/gzip"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("gif", "image/gif"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("tif", "image/tiff"),
          Map.entry("tiff", "image/tiff"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("wav", "audio/x-wav"),
          Map.entry("nc", "application/x-netcdf"),
          Map.entry("h5", "application/x-hdf5"),
          Map.entry("shp", "application/x-shapefile"));

  private FileNames() {}

  /** The last part of a path, without control characters and not too long. */
  public static String clean(@Nullable String name) {
    if (name == null) {
      return UNNAMED;
    }
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String clean = last.replaceAll("\\p{Cntrl}", "").strip();
    if (clean.length() > MAX_LENGTH) {
      int cut = Character.isHighSurrogate(clean.charAt(MAX_LENGTH - 1)) ? 1 : 0;
      clean = clean.substring(0, MAX_LENGTH - cut);
    }
    return clean.isEmpty() ? UNNAMED : clean;
  }

  /** The type that was sent, if it says anything; else what the name suggests. */
  public static String type(@Nullable String sent, String name) {
    String told = sent == null ? "" : sent.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    boolean useful = told.matches("[a-z0-9!#$&^_.+-]{1,100}/[a-z0-9!#$&^_.+-]{1,100}");
    if (useful && !SAYS_NOTHING.contains(told)) {
      return told;
    }
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    @Nullable String known = TYPES.get(ending);
    if (known == null) {
      known = URLConnection.guessContentTypeFromName(name);
    }
    return known == null ? UNKNOWN_TYPE : known;
  }
}
