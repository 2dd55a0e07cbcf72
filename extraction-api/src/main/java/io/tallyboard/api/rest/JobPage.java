package io.tallyboard.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallyboard.api.domain.JobCard;
import io.tallyboard.api.domain.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some of the jobs asked for; {@code next} is the cursor of those that follow. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobPage(List<JobView> jobs, @Nullable String next) {
  static JobPage of(Page<JobCard> page, JsonTexts json) {
    return new JobPage(
        page.items().stream().map(job -> JobView.of(job, json)).toList(), page.next().orElse(null));
  }
}
