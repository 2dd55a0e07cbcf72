package io.tallyboard.api.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tallyboard.api.domain.VisibilityRule;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What can be set of the API. */
@ConfigMapping(prefix = "tallyboard.api")
public interface ApiConfig {

  /**
   * The first administrator's key, by which others are made. At start its hash replaces that of any
   * earlier one; without it, the keys that are stored go on to work. Give it by the environment
   * ({@code TALLYBOARD_API_ADMIN_KEY}), as 32 or more random characters.
   */
  Optional<String> adminKey();

  /** How the first administrator is called in lists. */
  @WithDefault("Administrator")
  String adminName();

  /** The {@code host} that extractors call: must be reachable from where they run, or they wedge. */
  @WithDefault("http://localhost:${quarkus.http.port}/")
  URI extractorUrl();

  /** Whose jobs and files viewers and submitters see: {@code everyone}'s, or their {@code own}. */
  @WithDefault("everyone")
  VisibilityRule visibility();

  /**
   * Other sites whose pages may call the API, with a key in a header: origins like {@code
   * https://portal.example}, separated by commas. Cookies are never taken from them.
   */
  Optional<List<String>> origins();

  /** How long a browser stays signed in. */
  @WithDefault("12H")
  Duration session();

  /** How large a JSON document may be that is sent to us, metadata included. */
  @WithDefault("8M")
  MemorySize maxJson();

  /** How large a file may be. */
  @WithDefault("10G")
  MemorySize maxBodySize();

  /** How large the parameters of one job may be. */
  @WithDefault("64K")
  MemorySize maxParameters();

  /** How long a job's key outlives the job: what its extractor still hands in is taken so long. */
  @WithDefault("1H")
  Duration jobKeyGrace();

  /** How large a preview or a thumbnail may be. */
  @WithDefault("64M")
  MemorySize maxPreview();

  /**
   * What the keys of other hosts are encrypted with before they are stored: 32 or more random
   * characters, given by the environment. Without it no such key is taken.
   */
  Optional<String> secret();

  /** So often a job is begun without an end before it counts as a loop, and is stopped; 0: never. */
  @WithDefault("5")
  int crashLoopLimit();

  /** How often loops are looked for. */
  @WithDefault("2S")
  Duration crashLoopSweep();

  /**
   * Whether an upload is the event {@code file.created} by itself, where it does not say ({@code
   * ?route=true}): a job for each extractor whose rules fit. Leave it off where another platform tells
   * the events.
   */
  @WithDefault("false")
  boolean routeUploads();

  Dispatch dispatch();

  /** How submissions are sent. */
  interface Dispatch {

    /** How often what is still to be sent is looked through. */
    @WithDefault("2S")
    Duration sweep();

    /** How long one replica may be at one submission: longer than two confirms can take. */
    @WithDefault("30S")
    Duration lease();

    /** How long to wait before a job is sent again of which nobody knows whether it was sent. */
    @WithDefault("5S")
    Duration again();

    /** How many new submissions are kept in mind at once; more are found in the store. */
    @WithDefault("500")
    int atOnce();

    /**
     * How many of our jobs may lie in one extractor's queue, not started yet. The others wait in the
     * store, where they can be cancelled and change places: so another user's job waits for this many at
     * most. More than an extractor can start within a tenth of a second or so are not needed.
     */
    @WithDefault("32")
    int window();
  }
}
