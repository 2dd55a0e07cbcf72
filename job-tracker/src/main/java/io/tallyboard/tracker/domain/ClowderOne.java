package io.tallyboard.tracker.domain;

import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.How;
import io.tallyboard.contract.store.Request;
import io.tallyboard.tracker.domain.Past.Mapped;
import io.tallyboard.tracker.domain.Past.Why;
import org.jspecify.annotations.Nullable;

/**
 * The history of Clowder 1: one document per status update, in the words of the extractor, but for what
 * Clowder itself wrote: SUBMITTED, DONE in the place of any text with "done" in it, and three texts
 * about cancelling.
 */
public final class ClowderOne {
  private static final String NOBODY = "000000000000000000000000";
  private static final String ROUTING = "extractors.";
  private static final String CANCELLED = "Cancel Success";

  private ClowderOne() {}

  public static Mapped map(String source, Past.One past) {
    String status = past.status();
    if (status == null || status.isBlank()) {
      return new Mapped.Skipped(past.id(), Why.NO_STATUS);
    }
    StatusWords words = words(status);
    boolean bySystem = words.event() == Event.SUBMITTED || words.event() == Event.CANCELLED;
    String file = past.fileId();
    Imported made =
        new Imported(source, past.id())
            .of(
                past.jobId(),
                file == null ? null : ResourceRef.unknown(file),
                extractor(past.extractorId()))
            .says(words.event(), head(status), words.message(), past.start())
            .asked(request(past.userId()));
    return (bySystem ? made.bySystem() : made).at(past.id(), ObjectIdTime.of(past.id()));
  }

  private static StatusWords words(String status) {
    return status.equals(CANCELLED)
        ? new StatusWords(Event.CANCELLED, status)
        : StatusWords.read(null, status, null);
  }

  /** A submission may be filed under the routing key. */
  private static @Nullable String extractor(@Nullable String id) {
    return id != null && id.startsWith(ROUTING) && id.length() > ROUTING.length()
        ? id.substring(ROUTING.length())
        : id;
  }

  private static @Nullable Request request(@Nullable String user) {
    return user == null || user.equals(NOBODY)
        ? null
        : new Request(new UserRef(user, null), How.UNKNOWN, null, null);
  }

  private static String head(String status) {
    int colon = status.indexOf(": ");
    return colon < 0 ? status : status.substring(0, colon);
  }
}
