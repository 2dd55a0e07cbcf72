package io.tallyboard.api.config;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Time, chance and ids, as dependencies. */
@ApplicationScoped
class Givens {

  @Produces
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }

  @Produces
  @Singleton
  SecureRandom random() {
    return new SecureRandom();
  }

  /** UUIDv7: ids that sort by the time they were made. */
  @Produces
  @Singleton
  JobIds jobIds() {
    NoArgGenerator generator = Generators.timeBasedEpochRandomGenerator();
    return () -> generator.generate().toString();
  }
}
