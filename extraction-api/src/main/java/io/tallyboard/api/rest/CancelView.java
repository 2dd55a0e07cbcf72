package io.tallyboard.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallyboard.api.actions.Cancelling.Cancelled;
import io.tallyboard.api.domain.CancelEffect;
import org.jspecify.annotations.Nullable;

/**
 * What cancelling a job could do.
 *
 * @param text the effect in words
 * @param remedy what an operator can do beyond that
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CancelView(JobView job, CancelEffect effect, String text, @Nullable String remedy) {

  static CancelView of(Cancelled done, JsonTexts json) {
    CancelEffect effect = done.effect();
    String extractor = done.job().extractor();
    return new CancelView(
        JobView.of(done.job(), json),
        effect,
        effect.told(),
        effect.remedy(extractor == null ? "" : extractor).orElse(null));
  }
}
