package io.tallyboard.api.board;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.DatasetRollup;
import io.tallyboard.api.domain.DatasetRollup.Group;
import io.tallyboard.api.domain.DatasetRollup.LastJob;
import io.tallyboard.api.domain.JobFilterBuilder;
import io.tallyboard.api.domain.JobQuery;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.DatasetTallies;
import io.tallyboard.api.domain.port.SubmissionRecords;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What goes on on a dataset's files. */
@ApplicationScoped
class DatasetBoard {
  private final DatasetTallies tallies;
  private final SubmissionRecords submissions;

  DatasetBoard(DatasetTallies tallies, SubmissionRecords submissions) {
    this.tallies = tallies;
    this.submissions = submissions;
  }

  Uni<DatasetRollup> rollup(String dataset, Visibility visibility) {
    JobQuery query =
        new JobQuery(
            new JobFilterBuilder().dataset(Optional.of(dataset)).build(),
            visibility,
            DatasetRollup.MOST,
            Optional.empty());
    return submissions
        .unrecorded(query)
        .chain(
            waiting ->
                tallies
                    .files(dataset, visibility, DatasetRollup.MOST)
                    .map(
                        recorded ->
                            DatasetRollup.of(
                                Stream.concat(
                                        recorded.stream(),
                                        waiting.items().stream()
                                            .filter(s -> !s.resource().id().equals(dataset))
                                            .map(DatasetBoard::group))
                                    .toList(),
                                waiting.end().isEmpty() && jobs(recorded) < DatasetRollup.MOST)));
  }

  private static long jobs(List<Group> groups) {
    return groups.stream().mapToLong(Group::count).sum();
  }

  private static Group group(Submission s) {
    return new Group(
        s.resource(),
        Optional.ofNullable(s.request().resourceName()),
        1,
        new LastJob(s.jobId(), JobState.SUBMITTED, s.extractor(), s.createdAt()));
  }
}
