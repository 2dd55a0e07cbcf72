package io.tallyboard.api.rest.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error, as RFC 9457 has it.
 *
 * @param detail one sentence on this occurrence
 * @param errors what is wrong in particular
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String type, String title, int status, String detail, List<Fault> errors) {
  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    errors = List.copyOf(errors);
  }

  /**
   * One thing that is wrong.
   *
   * @param pointer to the part of the body (RFC 6901)
   * @param parameter the query parameter's name
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Fault(@Nullable String pointer, @Nullable String parameter, String detail) {

    /** A pointer begins with a slash, or is empty for the whole body; anything else names a parameter. */
    static Fault at(String where, String detail) {
      return where.isEmpty() || where.startsWith("/")
          ? new Fault(where, null, detail)
          : new Fault(null, where, detail);
    }
  }
}
