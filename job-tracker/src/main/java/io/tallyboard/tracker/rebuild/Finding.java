package io.tallyboard.tracker.rebuild;

import io.tallyboard.tracker.domain.Differences;
import io.tallyboard.tracker.domain.Differences.Field;
import java.util.List;
import java.util.stream.Collectors;

/** A record that is not what its log says. */
public sealed interface Finding {

  /** The job's id, or the lane's key. */
  String id();

  /** Says it to a person, the fields in lines of their own. */
  String text();

  /** It has other fields than it ought to have. */
  record Differs(String what, String id, List<Field> fields) implements Finding {
    public Differs {
      fields = List.copyOf(fields);
    }

    static Differs of(String what, String id, Record is, Record ought) {
      return new Differs(what, id, Differences.between(is, ought));
    }

    @Override
    public String text() {
      return fields.stream()
          .map(f -> "  %s is %s, ought to be %s".formatted(f.path(), f.is(), f.ought()))
          .collect(Collectors.joining("\n", "%s %s differs:\n".formatted(what, id), ""));
    }
  }

  /** The log has it, and no record. */
  record Missing(String what, String id) implements Finding {
    @Override
    public String text() {
      return "%s %s is missing: the log has its updates, and there is no record"
          .formatted(what, id);
    }
  }

  /** The log has nothing of it. */
  record Extra(String what, String id) implements Finding {
    @Override
    public String text() {
      return "%s %s is too much: there is a record, and the log has nothing that makes it"
          .formatted(what, id);
    }
  }
}
