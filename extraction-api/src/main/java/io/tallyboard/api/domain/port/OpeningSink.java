package io.tallyboard.api.domain.port;

/** Whom it concerns that a job is begun again and again. Called by many threads; must not block. */
public interface OpeningSink {

  /** What every run asks first was asked for once more, which is often for one job, and is stored. */
  void openedOften(String jobId);
}
