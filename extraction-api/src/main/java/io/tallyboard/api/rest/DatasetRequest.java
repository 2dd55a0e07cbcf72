package io.tallyboard.api.rest;

import io.tallyboard.contract.ResourceRef;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What a client sends to have a dataset made. */
public record DatasetRequest(
    @NotBlank(message = "A name is expected.")
        @Size(max = 256, message = "A name has at most 256 characters.")
        @Pattern(regexp = NO_CONTROLS, message = "A name has no control characters.")
        String name,
    @Nullable @Size(max = 10_000, message = "A description has at most 10000 characters.")
        String description,
    @Nullable
        @Size(
            min = 1,
            max = ResourceRef.MAX_ID,
            message = "An id has 1 to " + ResourceRef.MAX_ID + " characters.")
        @Pattern(regexp = NO_CONTROLS, message = "An id has no control characters.")
        String space) {
  private static final String NO_CONTROLS = "^[^\\x00-\\x1f\\x7f]*$";
}
