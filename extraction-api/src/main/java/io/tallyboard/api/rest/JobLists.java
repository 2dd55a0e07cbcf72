package io.tallyboard.api.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyboard.api.domain.Facet;
import io.tallyboard.api.domain.JobCard;
import io.tallyboard.api.domain.JobList;
import io.tallyboard.api.domain.JobPoint;
import io.tallyboard.api.domain.JobSort;
import io.tallyboard.api.domain.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a list of jobs is asked for by, and how it is answered. */
@ApplicationScoped
class JobLists {
  static final Set<String> LIST = names("sort", "fields", "limit", "cursor");
  static final Set<String> COUNTS = names("by");

  /** A client needs them to know what it has. */
  private static final Set<String> ALWAYS = Set.of("id", "version");

  private static final Set<String> FIELDS =
      Arrays.stream(JobView.class.getRecordComponents())
          .map(component -> component.getName())
          .collect(Collectors.toUnmodifiableSet());

  private final ObjectMapper mapper;
  private final JsonTexts json;

  JobLists(ObjectMapper mapper, JsonTexts json) {
    this.mapper = mapper;
    this.json = json;
  }

  private static Set<String> names(String... more) {
    return Stream.concat(JobParams.NAMES.stream(), Arrays.stream(more))
        .collect(Collectors.toUnmodifiableSet());
  }

  static JobSort sort(@Nullable String text) {
    return Queries.given(text)
        .map(
            word ->
                JobSort.of(word)
                    .orElseThrow(
                        () ->
                            Refused.malformed(
                                "sort",
                                "One of these is expected: "
                                    + listed(Arrays.stream(JobSort.values()).map(JobSort::word)))))
        .orElse(JobSort.NEWEST);
  }

  /** All where none are named. */
  static Set<String> fields(@Nullable String text) {
    Set<String> asked = new LinkedHashSet<>(Queries.some("fields", text, FIELDS.size()));
    if (!FIELDS.containsAll(asked)) {
      throw Refused.malformed("fields", "Any of these is expected: " + listed(FIELDS.stream()));
    }
    if (!asked.isEmpty()) {
      asked.addAll(ALWAYS);
    }
    return asked;
  }

  static Set<Facet> facets(@Nullable String text) {
    Set<Facet> facets = EnumSet.noneOf(Facet.class);
    for (String word : Queries.some("by", text, Facet.values().length)) {
      facets.add(
          Facet.of(word)
              .orElseThrow(
                  () ->
                      Refused.malformed(
                          "by",
                          "Any of these is expected: "
                              + listed(Arrays.stream(Facet.values()).map(Facet::word)))));
    }
    return facets;
  }

  private static String listed(Stream<String> words) {
    return words.sorted().collect(Collectors.joining(", ")) + ".";
  }

  JobPage page(JobList list, Set<String> fields) {
    return new JobPage(
        list.items().stream().map(job -> shown(job, fields)).toList(),
        list.next().map(JobPoint::cursor).orElse(null),
        list.searched().map(JobPage.SearchedView::of).orElse(null));
  }

  private Object shown(JobCard job, Set<String> fields) {
    JobView view = JobView.of(job, json);
    return fields.isEmpty()
        ? view
        : mapper.<ObjectNode>valueToTree(view).retain(List.copyOf(fields));
  }
}
