package io.tallyboard.api.domain;

/**
 * What is wrong with a job that is begun again and again.
 *
 * @param evidence what was seen, and what follows from it, in sentences
 */
public record Loop(Kind kind, String evidence) {

  /** What kind of a loop it is: counted by. */
  public enum Kind {
    /** Runs begin, and end without a word. */
    CRASH,
    /** The same, before a word was said: only the use of the job's key tells. */
    SILENT_CRASH,
    /** Processes come and go while it is the first in its queue, and none takes it up. */
    NEVER_BEGUN,
    /** The broker takes the job away in mid-work, since it takes too long. */
    TOO_LONG,
    /** The extractor puts the job back without counting. */
    ENDLESS_RETRY
  }

  /** What is told of it once its key is revoked. */
  public Loop stopped() {
    return kind == Kind.NEVER_BEGUN
        ? with(
            " Its key was taken back. A process that dies before it shows the key is not stopped by that,"
                + " so its message is taken out of the queue as well; should this job not end by that,"
                + " take it out by hand.")
        : with(
            " It was stopped: its key no longer opens anything, so that its next run fails and ends as"
                + " an error.");
  }

  /** What is told where it has no key of ours. */
  public Loop notOurs() {
    return with(
        " It was not sent from here, so that it cannot be stopped from here: take its message out of the"
            + " extractor's queue.");
  }

  /** How a job of ours ends whose message was moved. */
  public String putAside(String errorQueue) {
    return evidence
        + " So its message was put aside into %s, and no other was touched. See in the extractor's own log why it died; then this job can be replayed."
            .formatted(errorQueue);
  }

  private Loop with(String more) {
    return new Loop(kind, evidence + more);
  }
}
