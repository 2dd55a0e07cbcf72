package io.tallyboard.api.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Files that stay with their own host. */
@ConfigMapping(prefix = "tallyboard.api.files")
public interface FilesConfig {

  /**
   * From which hosts files may be fetched: names like {@code data.example} or {@code
   * data.example:8443}, separated by commas. None are, unless they are named here.
   */
  Optional<List<String>> hosts();

  /** How long such a host may say nothing. */
  @WithDefault("30S")
  Duration patience();
}
