package io.tallyboard.tracker.persistence;

import io.tallyboard.contract.UserRef;
import io.tallyboard.tracker.domain.Past;
import java.time.Instant;
import java.util.Date;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Reads what a Clowder stored, whatever type a field has. */
final class ClowderDocuments {
  private ClowderDocuments() {}

  static Past.One one(Document d) {
    return new Past.One(
        id(d),
        text(d, "file_id"),
        text(d, "job_id"),
        text(d, "extractor_id"),
        text(d, "status"),
        time(d, "start"),
        text(d, "user_id"));
  }

  static Past.TwoUpdate update(Document d) {
    return new Past.TwoUpdate(id(d), text(d, "job_id"), time(d, "timestamp"), text(d, "status"));
  }

  static Past.TwoJob job(Document d) {
    Document resource = document(d, "resource_ref");
    Document parameters = document(d, "parameters");
    return new Past.TwoJob(
        id(d),
        text(d, "listener_id"),
        resource == null ? null : text(resource, "collection"),
        resource == null ? null : text(resource, "resource_id"),
        user(document(d, "creator")),
        parameters == null ? null : parameters.toJson(),
        time(d, "created"),
        time(d, "finished"),
        text(d, "latest_message"),
        text(d, "status"));
  }

  private static @Nullable UserRef user(@Nullable Document creator) {
    if (creator == null) {
      return null;
    }
    String email = text(creator, "email");
    String id =
        Stream.of(text(creator, "id"), text(creator, "_id"), email)
            .filter(t -> t != null)
            .findFirst()
            .orElse(null);
    if (id == null) {
      return null;
    }
    String name =
        Stream.of(text(creator, "first_name"), text(creator, "last_name"))
            .filter(t -> t != null && !t.isBlank())
            .collect(Collectors.joining(" "));
    return new UserRef(id, name.isEmpty() ? email : name);
  }

  private static String id(Document d) {
    return String.valueOf(d.get("_id"));
  }

  /** Ids are ObjectIds or texts, by version; an empty text is none. */
  private static @Nullable String text(Document d, String field) {
    Object value = d.get(field);
    if (value == null || value instanceof Document || value instanceof Iterable) {
      return null;
    }
    String text = value.toString();
    return text.isBlank() ? null : text;
  }

  private static @Nullable Instant time(Document d, String field) {
    return d.get(field) instanceof Date date ? date.toInstant() : null;
  }

  private static @Nullable Document document(Document d, String field) {
    return d.get(field) instanceof Document inner ? inner : null;
  }
}
