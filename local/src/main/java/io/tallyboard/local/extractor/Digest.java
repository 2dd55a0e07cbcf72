package io.tallyboard.local.extractor;

import io.tallyboard.local.files.FileType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Type, size and SHA-256 of any file. */
public final class Digest implements Work {
  private static final Description DESCRIPTION =
      new Description(
          "tallyboard.digest",
          "1.0",
          "Tells the type, size and SHA-256 of a file.",
          List.of("*/*"));

  @Override
  public Description description() {
    return DESCRIPTION;
  }

  @Override
  public Map<String, Object> process(Path file, Job job, Progress progress) throws IOException {
    MessageDigest digest = sha256();
    long size;
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      size = in.transferTo(OutputStream.nullOutputStream());
    }
    return Map.of(
        "type", FileType.of(file, job.fileName()),
        "size", size,
        "sha256", HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
