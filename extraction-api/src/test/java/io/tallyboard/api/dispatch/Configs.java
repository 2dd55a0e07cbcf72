package io.tallyboard.api.dispatch;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tallyboard.api.config.ApiConfig;
import java.time.Duration;
import java.util.Map;

/** The service's configuration, as it is where nobody set anything else. */
final class Configs {
  private Configs() {}

  static ApiConfig with(Map<String, String> settings) {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .withMapping(ApiConfig.class)
            .withConverter(MemorySize.class, 100, new MemorySizeConverter())
            .withConverter(Duration.class, 100, new DurationConverter())
            .withDefaultValue("quarkus.http.port", "8080")
            .addDefaultInterceptors();
    settings.forEach(builder::withDefaultValue);
    return builder.build().getConfigMapping(ApiConfig.class);
  }
}
