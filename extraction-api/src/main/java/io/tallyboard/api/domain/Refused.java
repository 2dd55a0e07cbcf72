package io.tallyboard.api.domain;

import java.util.List;
import java.util.Optional;

/** That a request cannot be met, for a reason that its sender can understand. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Why. */
  public enum Reason {
    /** No such thing, or not for the caller's eyes. */
    NOT_FOUND,
    /** What was sent has the wrong form. */
    MALFORMED,
    /** Its form is right, but it names what is not there. */
    UNPROCESSABLE,
    /** It cannot be done with this thing as it stands. */
    CONFLICT,
    TOO_LARGE,
    /** Not for this caller. */
    FORBIDDEN,
    /** Not yet: a server that is needed does not answer. */
    NOT_READY
  }

  private final Reason reason;
  private final transient List<Fault> faults;

  private Refused(Reason reason, String detail, String pointer) {
    this(reason, detail, pointer.isEmpty() ? List.of() : List.of(new Fault(pointer, detail)));
  }

  private Refused(Reason reason, String detail, List<Fault> faults) {
    super(detail, null, false, false);
    this.reason = reason;
    this.faults = List.copyOf(faults);
  }

  public static Refused notFound(String detail) {
    return new Refused(Reason.NOT_FOUND, detail, "");
  }

  /**
   * What was sent has the wrong form.
   *
   * @param pointer to the part of the body (RFC 6901), or the name of the query parameter
   */
  public static Refused malformed(String pointer, String detail) {
    return new Refused(Reason.MALFORMED, detail, pointer);
  }

  public static Refused unprocessable(String pointer, String detail) {
    return new Refused(Reason.UNPROCESSABLE, detail, pointer);
  }

  /** Its form is right, but several things in it cannot be. */
  public static Refused unprocessable(String detail, List<Fault> faults) {
    return new Refused(Reason.UNPROCESSABLE, detail, faults);
  }

  public static Refused conflict(String detail) {
    return new Refused(Reason.CONFLICT, detail, "");
  }

  public static Refused tooLarge(String pointer, String detail) {
    return new Refused(Reason.TOO_LARGE, detail, pointer);
  }

  public static Refused forbidden(String detail) {
    return new Refused(Reason.FORBIDDEN, detail, "");
  }

  public static Refused notReady(String detail) {
    return new Refused(Reason.NOT_READY, detail, "");
  }

  public Reason reason() {
    return reason;
  }

  /** One sentence for the sender. */
  public String detail() {
    return String.valueOf(getMessage());
  }

  /** Where the first of them is. */
  public Optional<String> pointer() {
    return faults.stream().map(Fault::pointer).findFirst();
  }

  /** What is wrong in particular, where that can be pointed at. */
  public List<Fault> faults() {
    return faults;
  }
}
