package io.tallyboard.api.rest;

import io.tallyboard.api.domain.FileLink;
import io.tallyboard.api.domain.Secret;
import io.tallyboard.contract.ResourceRef;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends to have a file noted that stays where it is.
 *
 * @param key which its host wants
 */
public record LinkRequest(
    @NotNull(message = "An address is expected.") URI url,
    @Nullable @Size(max = 1024, message = "A name has at most 1024 characters.") String name,
    @Nullable
        @Pattern(
            regexp = "^[A-Za-z0-9!#$&^_.+-]{1,100}/[A-Za-z0-9!#$&^_.+-]{1,100}$",
            message = "A media type like image/tiff is expected.")
        String mimeType,
    @Nullable
        @Size(
            min = 1,
            max = ResourceRef.MAX_ID,
            message = "An id has 1 to " + ResourceRef.MAX_ID + " characters.")
        @Pattern(regexp = "^[^\\x00-\\x1f\\x7f]*$", message = "An id has no control characters.")
        String dataset,
    @Nullable @Valid HostKey key) {

  /** Sent along, in a header of this name. */
  public record HostKey(
      @NotBlank(message = "The name of a header is expected.")
          @Pattern(
              regexp =
                  "^(?i)(?!host$|connection$|content-.*|transfer-.*|te$|upgrade$|expect$)[a-z0-9!#$%&'*+.^_|~-]{1,64}$",
              message = "The name of a header like X-API-KEY is expected.")
          String header,
      @NotBlank(message = "A key is expected.")
          @Size(max = 4096, message = "A key has at most 4096 characters.")
          @Pattern(
              regexp = "^[\\x20-\\x7e]*$",
              message = "A key has printable ASCII characters only.")
          String value) {

    FileLink.Key toKey() {
      return new FileLink.Key(header, new Secret(value));
    }

    @Override
    public String toString() {
      return "HostKey[" + header + ", withheld]";
    }
  }
}
