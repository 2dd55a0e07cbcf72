package io.tallyboard.tracker.persistence;

import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Job;
import io.tallyboard.kit.ArrayDecoding;
import java.time.InstantSource;
import org.bson.codecs.Codec;
import org.bson.codecs.configuration.CodecProvider;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.codecs.record.RecordCodecProvider;
import org.jspecify.annotations.Nullable;

/** Our own codecs of what passes through in large numbers. Quarkus finds this provider by its type. */
public final class TrackerCodecs implements CodecProvider {
  private final InstantSource clock;

  /** As the driver makes it. */
  public TrackerCodecs() {
    this(InstantSource.system());
  }

  TrackerCodecs(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  @SuppressWarnings("unchecked") // by the class that is asked for
  public <T> @Nullable Codec<T> get(Class<T> type, CodecRegistry registry) {
    if (type == Extraction.class) {
      return (Codec<T>) new ArrayDecoding<>(new ExtractionCodec());
    }
    if (type == Job.class) {
      return (Codec<T>)
          new ArrayDecoding<>(
              new JobCodec(new RecordCodecProvider().get(Job.class, registry), clock));
    }
    return null;
  }
}
