package io.tallyboard.contract.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a job does not run yet.
 *
 * @param behind how many go before it; null where that is not known, or is not the reason
 * @param since from when on that has been the reason
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Waiting(WaitReason reason, @Nullable Long behind, Instant since) {

  public static Waiting of(WaitReason reason, Instant since) {
    return new Waiting(reason, null, since);
  }
}
