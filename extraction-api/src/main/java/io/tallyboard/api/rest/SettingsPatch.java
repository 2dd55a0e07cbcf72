package io.tallyboard.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallyboard.api.domain.ExtractorSettings;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operator changes; what is left out stays as it is.
 *
 * @param spaces merged into those that are set; null takes a space's setting back
 * @param grants in place of those that are set
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SettingsPatch(
    @Nullable Boolean enabled,
    @Nullable
        @Size(max = ExtractorSettings.MAX_SPACES, message = "At most 1000 of them are expected.")
        Map<
                @NotBlank(message = "A space's id is expected.")
                @Size(max = 256, message = "A space's id has at most 256 characters.")
                @Pattern(regexp = NO_CONTROLS, message = "An id has no control characters.") String,
                @Nullable Boolean>
            spaces,
    @Nullable
        @Size(max = ExtractorSettings.MAX_GRANTS, message = "At most 1000 of them are expected.")
        List<
                @NotNull(message = "A user's id is expected.")
                @NotBlank(message = "A user's id is expected.")
                @Size(max = 128, message = "A user's id has at most 128 characters.")
                @Pattern(regexp = NO_CONTROLS, message = "An id has no control characters.") String>
            grants,
    @Nullable Boolean drainErrors) {
  private static final String NO_CONTROLS = "^[^\\x00-\\x1f\\x7f]*$";

  ExtractorSettings on(ExtractorSettings read) {
    ExtractorSettings next = read;
    if (enabled != null) {
      next = next.withEnabled(enabled);
    }
    if (spaces != null) {
      next = next.withSpaces(new HashMap<>(spaces));
    }
    if (grants != null) {
      next = next.withGrants(grants);
    }
    return drainErrors == null ? next : next.withDrainErrors(drainErrors);
  }
}
