package io.tallyboard.bench;

import java.util.List;

/**
 * How a run goes, in {@value #UPDATES} updates, and what its record must be in the end: written down
 * by hand, so that it owes nothing to the code that is measured.
 */
enum Course {
  SUCCESS("SUCCEEDED", 1, "submitted start p p p p p done"),
  RETRIED("SUCCEEDED", 2, "submitted start p p retry start p done"),
  FAILED("ERROR", 1, "submitted start p p p p p error"),
  /** Sent by a Clowder: nobody tells us of the submission. */
  FOREIGN("SUCCEEDED", 1, "start p p p p p p done");

  static final int UPDATES = 8;

  final String state;
  final int attempts;
  private final String steps;

  Course(String state, int attempts, String steps) {
    this.state = state;
    this.attempts = attempts;
    this.steps = steps;
  }

  List<String> steps() {
    return List.of(steps.split(" ", -1));
  }

  /** Nine in ten go well. */
  static Course any(int percent) {
    if (percent < 90) {
      return SUCCESS;
    }
    return percent < 94 ? RETRIED : percent < 97 ? FAILED : FOREIGN;
  }
}
