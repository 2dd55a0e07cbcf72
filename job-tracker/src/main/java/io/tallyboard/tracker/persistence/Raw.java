package io.tallyboard.tracker.persistence;

import java.util.function.Consumer;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonWriter;
import org.bson.ByteBufNIO;
import org.bson.io.BasicOutputBuffer;
import org.bson.io.ByteBufferBsonInput;

/**
 * Writes a document into an array first and then hands over its bytes at once: the driver's own buffers
 * cost several times as much for each character.
 */
final class Raw {
  private static final int USUAL_BYTES = 1_024;

  private Raw() {}

  /** Writes one whole document. */
  static void write(BsonWriter out, Consumer<BsonWriter> document) {
    BasicOutputBuffer buffer = new BasicOutputBuffer(USUAL_BYTES);
    try (BsonBinaryWriter writer = new BsonBinaryWriter(buffer)) {
      document.accept(writer);
    }
    try (BsonBinaryReader reader =
        new BsonBinaryReader(
            new ByteBufferBsonInput(
                new ByteBufNIO(
                    java.nio.ByteBuffer.wrap(buffer.getInternalBuffer(), 0, buffer.getPosition())
                        .order(java.nio.ByteOrder.LITTLE_ENDIAN))))) {
      out.pipe(reader);
    }
  }
}
