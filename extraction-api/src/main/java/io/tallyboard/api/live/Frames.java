package io.tallyboard.api.live;

import io.tallyboard.api.domain.ExtractorCard;
import io.tallyboard.api.domain.JobCard;
import java.time.Instant;
import java.util.Optional;

/** What is sent, in bytes: written once, and shared by all that it is sent to. */
public interface Frames {

  /** Why a follower must read anew what it shows. */
  enum Reset {
    /** It read more slowly than things changed. */
    LAGGED,
    /** It was away for too long. */
    TOO_OLD
  }

  /** Why a stream ends. */
  enum End {
    SIGNED_OUT,
    SHUTDOWN
  }

  byte[] hello(Instant now, Instant through);

  byte[] job(JobCard job, Instant through);

  byte[] extractor(ExtractorCard extractor, Instant now);

  byte[] reset(Reset reason, Instant through);

  byte[] end(End reason);

  /** A sign of life, with how far all is told where that is known. */
  byte[] beat(Optional<Instant> through);
}
