package io.tallyboard.kit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bson.BsonBinaryReader;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.ByteBufNIO;
import org.bson.RawBsonDocument;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.RawBsonDocumentCodec;
import org.bson.io.ByteBufferBsonInput;

/**
 * Copies a document out of the network's buffers at once and decodes it from an array: read a byte at a
 * time, as decoders do, those buffers cost several times as much.
 *
 * @param codec decodes and encodes
 */
public record ArrayDecoding<T>(Codec<T> codec) implements Codec<T> {
  private static final RawBsonDocumentCodec COPY = new RawBsonDocumentCodec();

  @Override
  public T decode(BsonReader in, DecoderContext context) {
    if (!(in instanceof BsonBinaryReader)) {
      return codec.decode(in, context);
    }
    RawBsonDocument copy = COPY.decode(in, context);
    ByteBuffer bytes = copy.getByteBuffer().asNIO().order(ByteOrder.LITTLE_ENDIAN);
    try (BsonBinaryReader reader =
        new BsonBinaryReader(new ByteBufferBsonInput(new ByteBufNIO(bytes)))) {
      return codec.decode(reader, context);
    }
  }

  @Override
  public void encode(BsonWriter out, T value, EncoderContext context) {
    codec.encode(out, value, context);
  }

  @Override
  public Class<T> getEncoderClass() {
    return codec.getEncoderClass();
  }
}
