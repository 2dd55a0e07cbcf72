package io.tallyboard.contract.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job as an extractor of Clowder v1 or v2 takes it from its queue: the superset that serves both.
 *
 * @param host the base URL that the extractor calls; must be reachable from it, or it wedges
 * @param secretKey the job's own key, in a text only where the protocol demands it
 * @param legacyJobId the older spelling of the field, which wins over {@code job_id} in pyclowder: both are sent, equal
 * @param routingKey {@code extractors.<name>}: without it pyclowder guesses file or dataset, wrongly
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record JobMessage(
    String host,
    String secretKey,
    @JsonProperty("retry_count") int retryCount,
    String flags,
    @JsonProperty("resource_type") String resourceType,
    String filename,
    long fileSize,
    String id,
    String intermediateId,
    String datasetId,
    String msgid,
    @JsonProperty("jobid") String legacyJobId,
    @JsonProperty("job_id") String jobId,
    List<String> notifies,
    @JsonProperty("routing_key") String routingKey,
    @Nullable Object parameters,
    String activity,
    Source source,
    String target) {

  public JobMessage {
    notifies = List.copyOf(notifies);
  }

  /** The resource once more, as Clowder v1's extractors read it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Source(Id id, String mimeType, Map<String, String> extra) {
    public Source {
      extra = Map.copyOf(extra);
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Id(String resourceType, String id) {}

  @Override
  public String toString() {
    return "JobMessage[" + jobId + " on " + resourceType + "/" + id + ", key withheld]";
  }
}
