package io.tallyboard.api.dispatch;

import io.tallyboard.api.domain.EventOrder;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.StoredFile;
import io.tallyboard.api.domain.routing.MimeType;
import io.tallyboard.api.domain.routing.Occurrence;
import io.tallyboard.contract.ResourceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the rules are asked about, and what a job of it would work on. */
record Happening(Occurrence what, ResourceRef resource, Optional<StoredFile> file) {

  /** In which it happened; empty where it was in none. */
  Optional<String> dataset() {
    return resource.type().equals(ResourceRef.DATASET)
        ? Optional.of(resource.id())
        : file.map(StoredFile::dataset);
  }

  /** Refused where one of the files is not there. */
  static List<Happening> onFiles(EventOrder event, Map<String, StoredFile> found) {
    List<Happening> happenings = new ArrayList<>();
    for (int i = 0; i < event.files().size(); i++) {
      StoredFile file = found.get(event.files().get(i));
      if (file == null) {
        throw Refused.unprocessable(
            event.files().size() == 1 ? "/file" : "/files/" + i, "There is no file of this id.");
      }
      Occurrence what =
          event.type().isOfMetadata()
              ? Occurrence.ofMetadata(event.type(), Occurrence.FILE)
              : Occurrence.created(
                  event.mimeType().or(() -> MimeType.of(file.mimeType())).orElse(MimeType.UNKNOWN));
      happenings.add(new Happening(what, ResourceRef.file(file.id()), Optional.of(file)));
    }
    return happenings;
  }

  static Happening onDataset(EventOrder event) {
    Occurrence what =
        event.type().isOfMetadata()
            ? Occurrence.ofMetadata(event.type(), Occurrence.DATASET)
            : Occurrence.inDataset(event.type());
    return new Happening(
        what,
        new ResourceRef(ResourceRef.DATASET, event.dataset().orElseThrow()),
        Optional.empty());
  }
}
