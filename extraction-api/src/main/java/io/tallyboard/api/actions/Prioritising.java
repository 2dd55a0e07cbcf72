package io.tallyboard.api.actions;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.audit.Audit;
import io.tallyboard.api.audit.Audit.Deed;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Lets jobs that wait go before others, or after them. */
@ApplicationScoped
public class Prioritising {
  private final Whose whose;
  private final Outbox outbox;
  private final Audit audit;

  Prioritising(Whose whose, Outbox outbox, Audit audit) {
    this.whose = whose;
    this.outbox = outbox;
    this.audit = audit;
  }

  /**
   * Fails with {@link Refused} where it was sent already, or the caller may not.
   *
   * @param priority 0 to 9: 9 goes first
   */
  public Uni<Void> prioritise(String id, int priority, Caller caller, Visibility visibility) {
    return prioritiseUnnoted(id, priority, caller, visibility)
        .chain(() -> audit.noteAll(caller.user(), List.of(deed(id, priority))));
  }

  static Deed deed(String job, int priority) {
    return new Deed("job.prioritise", "job/" + job, "Priority " + priority + ".");
  }

  /** The same, for whoever notes it himself. */
  Uni<Void> prioritiseUnnoted(String id, int priority, Caller caller, Visibility visibility) {
    return whose
        .find(id, caller, visibility)
        .chain(found -> outbox.prioritise(List.of(found.id()), priority))
        .invoke(
            changed -> {
              if (changed == 0) {
                throw Refused.conflict(
                    "It does not wait here any more: only what was not sent yet can go before others.");
              }
            })
        .replaceWithVoid();
  }
}
