package io.tallyboard.api.domain;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where the bytes of a file are that is not ours.
 *
 * @param header the name of the header in which its host wants a key; null where it wants none
 * @param sealedKey that key, encrypted: nobody is shown it
 */
public record FileLink(URI url, @Nullable String header, @Nullable String sealedKey) {

  /** A key that is to be sent along. */
  public record Key(String header, Secret value) {}

  @Override
  public String toString() {
    return "FileLink[" + url.getHost() + ", key withheld]";
  }
}
