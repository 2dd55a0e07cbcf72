package io.tallyboard.api.rest;

import io.tallyboard.contract.UserRef;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What an administrator sends to have a key made. */
public record KeyRequest(
    @NotNull(message = "It must say whose key it is.") @Valid User user,
    @NotNull(message = WORDS)
        @Pattern(regexp = "^(viewer|submitter|operator|admin)$", message = WORDS)
        String role) {
  private static final String WORDS = "viewer, submitter, operator or admin is expected.";

  /** Whose key it is. */
  public record User(
      @NotBlank(message = "An id is expected.")
          @Size(max = 128, message = "An id has at most 128 characters.")
          String id,
      @Nullable @Size(max = 256, message = "A name has at most 256 characters.") String name) {

    UserRef toRef() {
      return new UserRef(id, name);
    }
  }
}
