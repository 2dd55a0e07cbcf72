package io.tallyboard.api.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.contract.store.ExtractorInfo.Rule;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchingTest {

  @ParameterizedTest(name = "{0} {1} on {2}: {3}")
  @CsvSource(
      textBlock =
          """
          file, image/*, image/png, yes
          file, image/*, image/jpeg, yes
          file, image/*, IMAGE/PNG, yes
          file, image/*, image/svg+xml, yes
          file, image/*, image/x-portable-pixmap, yes
          file, image/*, image/png; q=1, yes
          file, image/*, text/plain, no
          file, image/*, images/png, no
          file, image/*, video/image, no
          file, IMAGE/*, image/png, yes
          file, Image/PNG, image/png, yes
          file, image/png, image/png, yes
          file, image/png, image/PNG, yes
          file, image/png, image/jpeg, no
          file, image/png, image/png2, no
          file, image/png, image/x-png, no
          file, */*, image/png, yes
          file, */*, application/octet-stream, yes
          file, */*, application/vnd.ms-excel, yes
          file, */*, multi/files-zipped, yes
          file, *, image/png, yes
          file, *, application/json, yes
          file, ' * ', text/plain, yes
          file, */png, image/png, yes
          file, */png, image/jpeg, no
          file, text/plain, text/plain; charset=utf-8, yes
          file, text/plain, text/plain;charset=UTF-8, yes
          file, text/plain; charset=utf-8, text/plain, yes
          file, TEXT/plain;charset=latin1, text/plain; charset=utf-8, yes
          file, text/*; q=0.5, text/csv, yes
          file, text/plain, text/csv, no
          file, ' text/csv ', text/csv, yes
          file, application/vnd.ms-excel, application/vnd.ms-excel, yes
          file, application/vnd.ms-excel, application/vnd.ms-word, no
          file, application/vnd.openxmlformats-officedocument.wordprocessingml.document, application/vnd.openxmlformats-officedocument.wordprocessingml.document, yes
          file, application/*, application/vnd.ms-excel, yes
          file, application/ld+json, application/ld+json, yes
          file, application/json, application/ld+json, no
          file, application/x-gzip, application/x-gzip, yes
          file, image.png, image/png, yes
          file, image.*, image/tiff, yes
          file, multi/files-zipped, multi/files-zipped, yes
          file, image/, image/png, no
          file, /png, image/png, no
          file, /, image/png, no
          file, image, image/png, no
          file, '', image/png, no
          file, image/*/x, image/png, no
          file, **, image/png, no
          file, im*/png, image/png, no
          file, image/p*, image/png, no
          File, image/png, image/png, yes
          FILE, *, image/png, yes
          dataset, image/*, image/png, no
          dataset, *, image/png, no
          metadata, */*, image/png, no
          preview, image/*, image/png, no
          dataset, file.added, file.added, yes
          dataset, file.added, file.removed, no
          dataset, file.added, files.added, no
          dataset, File.Added, file.added, yes
          dataset, file.removed, file.removed, yes
          dataset, file.removed, file.added, no
          dataset, files.added, files.added, yes
          dataset, files.added, file.added, no
          dataset, file.*, file.added, yes
          dataset, file.*, file.removed, yes
          dataset, file.*, files.added, no
          dataset, *.added, file.added, yes
          dataset, *.added, files.added, yes
          dataset, *.added, file.removed, no
          dataset, *.*, file.removed, yes
          dataset, *, files.added, yes
          dataset, file/added, file.added, yes
          dataset, ' file.added ', file.added, yes
          dataset, file, file.added, no
          dataset, added, file.added, no
          dataset, .added, file.added, no
          dataset, file., file.added, no
          dataset, added.file, file.added, no
          file, file.added, file.added, no
          file, *, file.added, no
          metadata, file.added, file.added, no
          metadata, added.file, metadata.added file, yes
          metadata, added.file, metadata.added dataset, no
          metadata, added.file, metadata.removed file, no
          metadata, added.dataset, metadata.added dataset, yes
          metadata, removed.file, metadata.removed file, yes
          metadata, removed.dataset, metadata.removed dataset, yes
          metadata, removed.dataset, metadata.removed file, no
          metadata, added.*, metadata.added dataset, yes
          metadata, *.file, metadata.removed file, yes
          metadata, *.file, metadata.added dataset, no
          metadata, *.*, metadata.added file, yes
          metadata, *, metadata.removed dataset, yes
          metadata, Added.File, metadata.added file, yes
          dataset, added.file, metadata.added file, no
          file, */*, metadata.added file, no
          file, added/file, metadata.added file, no
          """)
  void a_rule_fits_what_it_says(String trigger, String pattern, String what, String fits) {
    assertThat(Matching.fits(new Rule(trigger, pattern), occurrence(what)))
        .isEqualTo(fits.equals("yes"));
  }

  private static Occurrence occurrence(String text) {
    if (text.contains("/")) {
      return Occurrence.created(MimeType.of(text).orElseThrow());
    }
    String[] words = text.split(" ");
    EventType type = EventType.of(words[0]).orElseThrow();
    return type.isOfMetadata() ? Occurrence.ofMetadata(type, words[1]) : Occurrence.inDataset(type);
  }

  @Test
  void the_first_rule_that_fits_is_told() {
    Rule all = new Rule("file", "*/*");
    Rule images = new Rule("file", "image/*");
    Occurrence image = Occurrence.created(new MimeType("image", "png"));
    assertThat(Matching.first(List.of(new Rule("file", "text/*"), images, all), image))
        .contains(images);
    assertThat(Matching.first(List.of(), image)).isEmpty();
  }

  @Provide
  Arbitrary<MimeType> types() {
    Arbitrary<String> word =
        Arbitraries.strings()
            .withChars("abcdefghijklmnopqrstuvwxyz0123456789.+-_")
            .ofMinLength(1)
            .ofMaxLength(12);
    return Combinators.combine(word, word).as(MimeType::new);
  }

  @Property(tries = 300)
  void each_type_fits_itself_its_family_and_all(@ForAll("types") MimeType type) {
    Occurrence created = Occurrence.created(type);
    for (String pattern : List.of(type.toString(), type.type() + "/*", "*/*", "*")) {
      assertThat(Matching.fits(new Rule("file", pattern), created)).as(pattern).isTrue();
    }
  }

  @Property(tries = 300)
  void case_and_parameters_never_matter(
      @ForAll("types") MimeType type, @ForAll("types") MimeType rule) {
    Occurrence created = Occurrence.created(type);
    boolean fits = Matching.fits(new Rule("file", rule.toString()), created);
    assertThat(fits).isEqualTo(type.equals(rule));
    String shouted = rule.toString().toUpperCase(Locale.ROOT) + " ; charset=utf-8";
    assertThat(Matching.fits(new Rule("FILE", shouted), created)).isEqualTo(fits);
  }

  @Property(tries = 300)
  void no_pattern_breaks_it(@ForAll String trigger, @ForAll String pattern) {
    Occurrence image = Occurrence.created(new MimeType("image", "png"));
    if (!trigger.strip().equalsIgnoreCase("file")) {
      assertThat(Matching.fits(new Rule(trigger, pattern), image)).isFalse();
    }
    Matching.fits(new Rule("file", pattern), image);
  }
}
