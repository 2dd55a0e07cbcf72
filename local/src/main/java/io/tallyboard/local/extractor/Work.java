package io.tallyboard.local.extractor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What an extractor does with a file. Called by one thread at a time; any exception but {@link Abort}
 * makes the job be tried again.
 */
public interface Work {
  Description description();

  /** Asked before the download: no makes the job a skipped one. */
  default boolean wants(Job job) {
    return job.mimeType().isEmpty() || description().worksOn(job.mimeType());
  }

  /**
   * The work itself.
   *
   * @param file a copy of its own, deleted afterwards
   * @return metadata for the file
   * @throws InterruptedException this extractor is stopping: the job goes to another instance
   */
  Map<String, Object> process(Path file, Job job, Progress progress)
      throws IOException, Abort, InterruptedException;
}
