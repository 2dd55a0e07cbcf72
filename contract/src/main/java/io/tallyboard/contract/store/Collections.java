package io.tallyboard.contract.store;

/** The collections, one writing service each. */
public final class Collections {
  // job-tracker
  public static final String EXTRACTIONS = "extractions";
  public static final String JOBS = "jobs";
  public static final String REJECTED_UPDATES = "rejected_updates";
  public static final String LANES = "lanes";
  public static final String QUEUE_POSITIONS = "queue_positions";
  public static final String REMOVED_JOBS = "removed_jobs";
  public static final String QUEUE_LEASES = "queue_leases";
  public static final String TRACKERS = "trackers";

  // heartbeat-monitor
  public static final String EXTRACTORS = "extractors";
  public static final String EXTRACTOR_INSTANCES = "extractor_instances";
  public static final String WATCHES = "watches";

  // extraction-api
  public static final String SUBMISSIONS = "submissions";
  public static final String JOB_KEYS = "job_keys";
  public static final String UPDATE_QUEUES = "update_queues";
  public static final String FILES = "files";
  public static final String DATASETS = "datasets";
  public static final String RESULTS = "results";
  public static final String API_KEYS = "api_keys";
  public static final String QUEUE_TURNS = "queue_turns";
  public static final String AUDIT = "audit";
  public static final String ERROR_MESSAGES = "error_messages";
  public static final String ACTIONS = "actions";
  public static final String FOLLOW_UPS = "follow_ups";
  public static final String EXTRACTOR_SETTINGS = "extractor_settings";
  public static final String REQUEST_KEYS = "request_keys";

  private Collections() {}
}
