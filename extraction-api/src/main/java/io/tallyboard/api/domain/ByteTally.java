package io.tallyboard.api.domain;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Counts bytes and takes their SHA-256 while they pass. For one stream, one buffer after the other. */
public final class ByteTally {
  private final MessageDigest digest = Secret.sha256();
  private long size;

  /** Leaves the buffer as it was. */
  public void add(ByteBuffer bytes) {
    size += bytes.remaining();
    digest.update(bytes.duplicate());
  }

  public long size() {
    return size;
  }

  /** In hexadecimal; to be called once, at the end. */
  public String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
