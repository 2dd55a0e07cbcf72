package io.tallyboard.api.rest;

import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.EventOrder;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.domain.routing.EventType;
import io.tallyboard.api.domain.routing.MimeType;
import io.tallyboard.contract.UserRef;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client tells of something that happened.
 *
 * @param id of the event, where its sender has one: the same is heard once
 * @param type what happened, in our words or Clowder's
 * @param onBehalfOf who caused it, if not the caller
 */
public record EventRequest(
    @Nullable @Size(min = 1, max = 200, message = "An id has 1 to 200 characters.") String id,
    @NotBlank(message = "It must say what happened.")
        @Size(max = 256, message = "At most 256 characters are expected.")
        String type,
    @Nullable String file,
    @Nullable @Size(min = 1, max = EventOrder.MOST_FILES, message = "1 to 1000 files are expected.")
        List<@NotBlank(message = "A file's id is expected.") String> files,
    @Nullable String dataset,
    @Nullable String mimeType,
    @Nullable String space,
    @Valid KeyRequest.@Nullable User onBehalfOf) {

  /** Refused where the fields do not tell what the type of event needs, or not for this caller. */
  EventOrder order(Caller caller) {
    EventType what =
        EventType.of(type)
            .orElseThrow(
                () ->
                    Refused.malformed(
                        "/type", "One of %s is expected.".formatted(EventType.words())));
    List<String> all = all();
    Optional<String> of = Queries.id("/dataset", dataset);
    switch (what) {
      case FILE_CREATED -> need(!all.isEmpty(), "/file", "It must say which file.");
      case FILE_ADDED, FILE_REMOVED, FILES_ADDED ->
          need(of.isPresent(), "/dataset", "It must say which dataset.");
      case METADATA_ADDED, METADATA_REMOVED ->
          need(
              all.isEmpty() != of.isEmpty(),
              "/file",
              "It must say to which file or which dataset, and not both.");
    }
    return new EventOrder(what, all, of, media(), Queries.id("/space", space), user(caller));
  }

  private List<String> all() {
    List<String> all = new ArrayList<>();
    if (files != null) {
      need(file == null, "/file", "Either file or files is expected.");
      for (int i = 0; i < files.size(); i++) {
        all.add(Queries.id("/files/" + i, files.get(i)).orElseThrow());
      }
    }
    Queries.id("/file", file).ifPresent(all::add);
    return all;
  }

  private Optional<MimeType> media() {
    return Queries.given(mimeType)
        .map(
            text ->
                MimeType.of(text)
                    .orElseThrow(
                        () ->
                            Refused.malformed(
                                "/mimeType", "A media type such as image/png is expected.")));
  }

  private UserRef user(Caller caller) {
    if (onBehalfOf == null || onBehalfOf.id().equals(caller.user().id())) {
      return caller.user();
    }
    if (!caller.role().covers(Role.OPERATOR)) {
      throw Refused.forbidden(
          "Only an operator tells of what others did: leave onBehalfOf out, or name yourself.");
    }
    return onBehalfOf.toRef();
  }

  private static void need(boolean there, String pointer, String detail) {
    if (!there) {
      throw Refused.malformed(pointer, detail);
    }
  }
}
