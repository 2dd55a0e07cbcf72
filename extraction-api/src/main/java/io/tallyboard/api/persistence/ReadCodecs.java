package io.tallyboard.api.persistence;

import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.kit.ArrayDecoding;
import java.util.Set;
import org.bson.codecs.Codec;
import org.bson.codecs.configuration.CodecProvider;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.codecs.record.RecordCodecProvider;
import org.jspecify.annotations.Nullable;

/** Codecs of what is read in large numbers. Quarkus finds this provider by its type. */
public final class ReadCodecs implements CodecProvider {
  private static final Set<Class<?>> MANY = Set.of(Job.class, Extraction.class, Submission.class);

  private final RecordCodecProvider records = new RecordCodecProvider();

  @Override
  public <T> @Nullable Codec<T> get(Class<T> type, CodecRegistry registry) {
    return MANY.contains(type) ? new ArrayDecoding<>(records.get(type, registry)) : null;
  }
}
