package io.tallyboard.contract.store;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallyboard.contract.UserRef;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for, and by whom.
 *
 * @param parameters a JSON object as text: its keys are the user's, not ours to store as fields
 * @param extractorVersion the extractor's version as it was known when the job was asked for
 * @param dataset what the job's file belongs to; of a job on a dataset, the dataset itself
 * @param retryOf the job that this one was asked for to make good
 * @param cause the event that made the job, such as {@code file.added}; null where a person asked
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Request(
    @Nullable UserRef user,
    How how,
    @Nullable String resourceName,
    @Nullable String parameters,
    @Nullable String extractorVersion,
    @Nullable String dataset,
    @Nullable String retryOf,
    @Nullable String cause) {

  public Request(
      @Nullable UserRef user,
      How how,
      @Nullable String resourceName,
      @Nullable String parameters,
      @Nullable String extractorVersion,
      @Nullable String dataset) {
    this(user, how, resourceName, parameters, extractorVersion, dataset, null, null);
  }

  public Request(
      @Nullable UserRef user, How how, @Nullable String resourceName, @Nullable String parameters) {
    this(user, how, resourceName, parameters, null, null);
  }
}
