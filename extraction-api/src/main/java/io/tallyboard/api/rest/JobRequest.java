package io.tallyboard.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyboard.contract.ResourceRef;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What a client sends to have a job done. */
public record JobRequest(
    @NotNull(message = "It must say what to work on.") @Valid Target resource,
    @NotBlank(message = "It must name an extractor.")
        @Size(max = 256, message = "A name has at most 256 characters.")
        String extractor,
    @Nullable ObjectNode parameters) {

  /** What to work on. */
  public record Target(
      @NotNull(message = "file or dataset is expected.")
          @Pattern(regexp = "^(file|dataset)$", message = "file or dataset is expected.")
          String type,
      @NotBlank(message = "An id is expected.")
          @Size(
              max = ResourceRef.MAX_ID,
              message = "An id has at most " + ResourceRef.MAX_ID + " characters.")
          @Pattern(regexp = "^[^\\x00-\\x1f\\x7f]*$", message = "An id has no control characters.")
          String id) {

    ResourceRef toRef() {
      return new ResourceRef(type, id);
    }
  }
}
