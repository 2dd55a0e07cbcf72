package io.tallyboard.tracker.persistence;

import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.How;
import io.tallyboard.contract.store.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.jspecify.annotations.Nullable;

/** Fields as the driver's own codecs of records write them: names by component, no nulls. */
final class BsonFields {
  private BsonFields() {}

  static void string(BsonWriter out, String name, @Nullable String value) {
    if (value != null) {
      out.writeString(name, value);
    }
  }

  static void word(BsonWriter out, String name, @Nullable Enum<?> value) {
    if (value != null) {
      out.writeString(name, value.name());
    }
  }

  static void bool(BsonWriter out, String name, @Nullable Boolean value) {
    if (value != null) {
      out.writeBoolean(name, value);
    }
  }

  static void integer(BsonWriter out, String name, @Nullable Integer value) {
    if (value != null) {
      out.writeInt32(name, value);
    }
  }

  static void instant(BsonWriter out, String name, @Nullable Instant value) {
    if (value != null) {
      out.writeDateTime(name, value.toEpochMilli());
    }
  }

  static <T> void document(
      BsonWriter out, String name, @Nullable T value, BiConsumer<BsonWriter, T> fields) {
    if (value != null) {
      out.writeStartDocument(name);
      fields.accept(out, value);
      out.writeEndDocument();
    }
  }

  static <T> void documents(
      BsonWriter out, String name, Collection<T> values, BiConsumer<BsonWriter, T> fields) {
    out.writeStartArray(name);
    for (T value : values) {
      out.writeStartDocument();
      fields.accept(out, value);
      out.writeEndDocument();
    }
    out.writeEndArray();
  }

  static void strings(BsonWriter out, String name, Collection<String> values) {
    out.writeStartArray(name);
    values.forEach(out::writeString);
    out.writeEndArray();
  }

  static void resource(BsonWriter out, ResourceRef resource) {
    out.writeString("type", resource.type());
    out.writeString("id", resource.id());
  }

  static void request(BsonWriter out, Request request) {
    document(out, "user", request.user(), BsonFields::user);
    word(out, "how", request.how());
    string(out, "resourceName", request.resourceName());
    string(out, "parameters", request.parameters());
    string(out, "extractorVersion", request.extractorVersion());
    string(out, "dataset", request.dataset());
    string(out, "retryOf", request.retryOf());
    string(out, "cause", request.cause());
  }

  private static void user(BsonWriter out, UserRef user) {
    out.writeString("id", user.id());
    string(out, "name", user.name());
  }

  /** Reads the fields of a document; the value of each must be read. */
  static void each(BsonReader in, BiConsumer<BsonReader, String> field) {
    in.readStartDocument();
    while (in.readBsonType() != BsonType.END_OF_DOCUMENT) {
      String name = in.readName();
      if (in.getCurrentBsonType() == BsonType.NULL) {
        in.readNull();
      } else {
        field.accept(in, name);
      }
    }
    in.readEndDocument();
  }

  static <T> List<T> list(BsonReader in, Function<BsonReader, T> one) {
    List<T> list = new ArrayList<>();
    in.readStartArray();
    while (in.readBsonType() != BsonType.END_OF_DOCUMENT) {
      list.add(one.apply(in));
    }
    in.readEndArray();
    return list;
  }

  static Instant instant(BsonReader in) {
    return Instant.ofEpochMilli(in.readDateTime());
  }

  /** A whole number, however wide it was stored. */
  static long number(BsonReader in) {
    return in.getCurrentBsonType() == BsonType.INT32 ? in.readInt32() : in.readInt64();
  }

  static ResourceRef resource(BsonReader in) {
    String[] parts = new String[2];
    each(
        in,
        (r, name) -> {
          switch (name) {
            case "type" -> parts[0] = r.readString();
            case "id" -> parts[1] = r.readString();
            default -> r.skipValue();
          }
        });
    return new ResourceRef(parts[0], parts[1]);
  }

  static Request request(BsonReader in) {
    Object[] parts = new Object[8];
    each(
        in,
        (r, name) -> {
          switch (name) {
            case "user" -> parts[0] = user(r);
            case "how" -> parts[1] = How.valueOf(r.readString());
            case "resourceName" -> parts[2] = r.readString();
            case "parameters" -> parts[3] = r.readString();
            case "extractorVersion" -> parts[4] = r.readString();
            case "dataset" -> parts[5] = r.readString();
            case "retryOf" -> parts[6] = r.readString();
            case "cause" -> parts[7] = r.readString();
            default -> r.skipValue();
          }
        });
    return new Request(
        (UserRef) parts[0],
        (How) parts[1],
        (String) parts[2],
        (String) parts[3],
        (String) parts[4],
        (String) parts[5],
        (String) parts[6],
        (String) parts[7]);
  }

  private static UserRef user(BsonReader in) {
    String[] parts = new String[2];
    each(
        in,
        (r, name) -> {
          switch (name) {
            case "id" -> parts[0] = r.readString();
            case "name" -> parts[1] = r.readString();
            default -> r.skipValue();
          }
        });
    return new UserRef(parts[0], parts[1]);
  }
}
