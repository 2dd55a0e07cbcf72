package io.tallyboard.api.rest.auth;

import io.tallyboard.api.config.ApiConfig;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.Visibility;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who makes this call: set once, by the filter. */
@RequestScoped
public class CurrentCaller {
  private final ApiConfig config;
  private @Nullable Caller caller;
  private boolean byCookie;

  CurrentCaller(ApiConfig config) {
    this.config = config;
  }

  void set(Caller known, boolean cookie) {
    caller = known;
    byCookie = cookie;
  }

  Optional<Caller> known() {
    return Optional.ofNullable(caller);
  }

  public Caller get() {
    if (caller == null) {
      throw new IllegalStateException("nobody was authenticated for this call");
    }
    return caller;
  }

  /** Whether it is a signed-in browser's call. */
  public boolean byCookie() {
    return byCookie;
  }

  /** What the caller may see: for every query. */
  public Visibility visibility() {
    return Visibility.of(config.visibility(), get());
  }
}
