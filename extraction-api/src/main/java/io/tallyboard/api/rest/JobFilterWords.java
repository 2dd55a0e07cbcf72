package io.tallyboard.api.rest;

import io.tallyboard.api.domain.JobFilter;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.port.JobFilters;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** The filter of a list of jobs, given in a body by the names that it has in an address. */
@ApplicationScoped
class JobFilterWords implements JobFilters {

  @Override
  public JobFilter read(Map<String, String> words) {
    words
        .keySet()
        .forEach(
            name -> {
              if (!JobParams.NAMES.contains(name)) {
                throw Refused.malformed("/filter/" + name, "There is no such filter of jobs.");
              }
            });
    try {
      return new JobParams(
              words.get("id"),
              words.get("resource"),
              words.get("dataset"),
              words.get("extractor"),
              words.get("version"),
              words.get("user"),
              words.get("how"),
              words.get("state"),
              words.get("identity"),
              words.get("minAttempts"),
              words.get("trouble"),
              words.get("text"),
              words.get("from"),
              words.get("to"),
              words.get("finishedFrom"),
              words.get("finishedTo"),
              words.get("minElapsed"),
              words.get("maxElapsed"),
              words.get("minWaiting"),
              words.get("maxWaiting"))
          .filter();
    } catch (Refused refused) {
      String pointer = refused.pointer().map(name -> "/filter/" + name).orElse("/filter");
      throw Refused.malformed(pointer, refused.detail());
    }
  }
}
