package io.tallyboard.api.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.api.domain.ExtractorSettings;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.contract.store.ExtractorInfo.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {
  private static final UserRef ANN = new UserRef("ann@x.org", "Ann");
  private static final UserRef BOB = new UserRef("bob", "Bob");
  private static final Occurrence PNG = Occurrence.created(new MimeType("image", "png"));

  private static ExtractorInfo extractor(
      String name, @Nullable String owner, @Nullable String key, Rule... rules) {
    Instant now = Instant.EPOCH;
    return new ExtractorInfo(
        name,
        name,
        "1",
        null,
        null,
        owner,
        key,
        List.of(rules),
        null,
        null,
        1,
        List.of(),
        now,
        now,
        1);
  }

  private static final ExtractorInfo IMAGES =
      extractor("images", null, null, new Rule("file", "image/*"));
  private static final ExtractorInfo PRIVATE =
      extractor("private.KEY.images", "Ann@x.org", "KEY", new Rule("file", "*"));

  private static Verdict decide(
      ExtractorInfo info, ExtractorSettings settings, @Nullable String space, UserRef user) {
    return Router.decide(
            List.of(info), Map.of(info.name(), settings), PNG, Optional.ofNullable(space), user)
        .get(0);
  }

  private static String skipped(Verdict verdict) {
    return verdict instanceof Verdict.Skipped s ? s.reason() + ": " + s.why() : "runs";
  }

  @Test
  void what_fits_runs_by_the_rule_that_is_told() {
    Verdict verdict = decide(IMAGES, ExtractorSettings.standard("images"), null, BOB);
    assertThat(verdict).isEqualTo(new Verdict.Runs(IMAGES, new Rule("file", "image/*")));
  }

  @Test
  void what_does_not_fit_says_which_rules_there_are() {
    ExtractorInfo texts =
        extractor("t", null, null, new Rule("file", "text/*"), new Rule("file", "a/b"));
    assertThat(skipped(decide(texts, ExtractorSettings.standard("t"), null, BOB)))
        .isEqualTo("NO_RULE: None of its rules text/*, a/b fits image/png.");
    ExtractorInfo sets = extractor("d", null, null, new Rule("dataset", "file.added"));
    assertThat(skipped(decide(sets, ExtractorSettings.standard("d"), null, BOB)))
        .isEqualTo("NO_RULE: It has no rule for what happens to files.");
  }

  @ParameterizedTest
  @CsvSource({
    "true,,,runs",
    "false,,,DISABLED: It is switched off.",
    "true,a,,runs",
    "true,a,true,runs",
    "true,a,false,DISABLED_IN_SPACE: It is switched off in this space.",
    "false,a,,DISABLED: It is switched off.",
    "false,a,true,runs",
    "false,a,false,DISABLED_IN_SPACE: It is switched off in this space."
  })
  void a_space_goes_before_what_holds_everywhere(
      boolean enabled, @Nullable String space, @Nullable Boolean there, String answer) {
    ExtractorSettings settings = ExtractorSettings.standard("images").withEnabled(enabled);
    ExtractorSettings said = there == null ? settings : settings.withSpaces(Map.of("a", there));
    assertThat(skipped(decide(IMAGES, said, space, BOB))).isEqualTo(answer);
  }

  @Test
  void a_private_extractor_runs_for_its_owner_and_grantees_alone() {
    ExtractorSettings standard = ExtractorSettings.standard("private.KEY.images");
    assertThat(skipped(decide(PRIVATE, standard, null, ANN))).isEqualTo("runs");
    assertThat(skipped(decide(PRIVATE, standard, null, BOB)))
        .isEqualTo("PRIVATE: It is another's own, and was not granted to Bob.");
    assertThat(skipped(decide(PRIVATE, standard.withGrants(List.of("bob")), null, BOB)))
        .isEqualTo("runs");
  }

  @ParameterizedTest
  @CsvSource({
    "file.created, FILE_CREATED",
    "clowder.file.image.jpeg, FILE_CREATED",
    "*.file.text.plain, FILE_CREATED",
    "file, FILE_CREATED",
    "file.added, FILE_ADDED",
    "FILE.Added, FILE_ADDED",
    "dataset.file.added, FILE_ADDED",
    "clowder.dataset.file.added, FILE_ADDED",
    "clowder.dataset.file.removed, FILE_REMOVED",
    "file.removed, FILE_REMOVED",
    "clowder.dataset.files.added, FILES_ADDED",
    "files.added, FILES_ADDED",
    "metadata.added, METADATA_ADDED",
    "added.file, METADATA_ADDED",
    "added.dataset, METADATA_ADDED",
    "clowder.metadata.added.file, METADATA_ADDED",
    "metadata.added.dataset, METADATA_ADDED",
    "removed.file, METADATA_REMOVED",
    "clowder.metadata.removed.dataset, METADATA_REMOVED",
    "metadata.removed, METADATA_REMOVED"
  })
  void events_are_known_by_clowders_names_too(String name, EventType type) {
    assertThat(EventType.of(name)).contains(type);
  }

  @ParameterizedTest
  @CsvSource({"''", "created.file", "file.deleted", "dataset", "metadata", "dataset.created", "x"})
  void other_names_are_none(String name) {
    assertThat(EventType.of(name)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "image/png, image/png",
    "' Text/Plain;charset=utf-8', text/plain",
    "application/vnd.ms-excel , application/vnd.ms-excel"
  })
  void a_type_is_read_without_case_and_parameters(String text, String type) {
    assertThat(MimeType.of(text)).map(MimeType::toString).contains(type);
  }

  @ParameterizedTest
  @CsvSource({
    "image",
    "image/",
    "/png",
    "image/*",
    "*/*",
    "*",
    "''",
    "a b/c",
    "image/png/x",
    "a/ä"
  })
  void what_is_no_type_is_none(String text) {
    assertThat(MimeType.of(text)).isEmpty();
  }
}
