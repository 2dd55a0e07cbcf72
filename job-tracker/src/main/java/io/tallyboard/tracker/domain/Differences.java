package io.tallyboard.tracker.domain;

import io.tallyboard.contract.store.Job;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** In which fields two records of one type differ; a record within a record is looked into. */
public final class Differences {
  private static final int MAX_TEXT = 300;

  /** A field by its path, as it is and as it ought to be. */
  public record Field(String path, String is, String ought) {}

  private Differences() {}

  /** Between two records of one job, whatever their versions. */
  public static List<Field> between(Job is, Job ought) {
    return between((Record) is.withVersion(0), ought.withVersion(0));
  }

  public static List<Field> between(Record is, Record ought) {
    List<Field> found = new ArrayList<>();
    collect("", is, ought, found);
    return List.copyOf(found);
  }

  private static void collect(
      String path, @Nullable Object is, @Nullable Object ought, List<Field> found) {
    if (Objects.equals(is, ought)) {
      return;
    }
    if (is instanceof Record a && ought instanceof Record b && a.getClass() == b.getClass()) {
      for (RecordComponent part : a.getClass().getRecordComponents()) {
        String name = path.isEmpty() ? part.getName() : path + "." + part.getName();
        collect(name, value(part, a), value(part, b), found);
      }
      return;
    }
    found.add(new Field(path, text(is), text(ought)));
  }

  private static @Nullable Object value(RecordComponent part, Record record) {
    try {
      return part.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record's parts can be read", e);
    }
  }

  private static String text(@Nullable Object value) {
    return Objects.requireNonNullElse(Limits.cut(String.valueOf(value), MAX_TEXT), "");
  }
}
