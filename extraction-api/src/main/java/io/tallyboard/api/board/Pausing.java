package io.tallyboard.api.board;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.audit.Audit;
import io.tallyboard.api.dispatch.Dispatcher;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.ExtractorSettings;
import io.tallyboard.api.domain.ExtractorSettings.Paused;
import io.tallyboard.api.domain.port.Registry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Holds an extractor's jobs back, and lets them go. */
@ApplicationScoped
public class Pausing {
  private final SettingsBoard settings;
  private final Registry registry;
  private final Dispatcher dispatcher;
  private final Audit audit;
  private final InstantSource clock;

  Pausing(
      SettingsBoard settings,
      Registry registry,
      Dispatcher dispatcher,
      Audit audit,
      InstantSource clock) {
    this.settings = settings;
    this.registry = registry;
    this.dispatcher = dispatcher;
    this.audit = audit;
    this.clock = clock;
  }

  /** Of one that is paused already, it stays as it is. */
  public Uni<ExtractorSettings> pause(String name, Caller who) {
    Paused paused = new Paused(clock.instant().truncatedTo(ChronoUnit.MILLIS), who.user());
    AtomicBoolean changed = new AtomicBoolean();
    return settings
        .change(
            name,
            read -> {
              changed.set(!read.isPaused());
              return read.isPaused() ? read : read.withPaused(paused);
            })
        .call(now -> noted(who, changed.get(), "extractor.pause", now));
  }

  public Uni<ExtractorSettings> resume(String name, Caller who) {
    AtomicBoolean changed = new AtomicBoolean();
    return settings
        .change(
            name,
            read -> {
              changed.set(read.isPaused());
              return read.withPaused(null);
            })
        .call(now -> noted(who, changed.get(), "extractor.resume", now))
        .call(
            now ->
                registry
                    .byName(name)
                    .invoke(found -> found.ifPresent(info -> dispatcher.topUp(info.queue()))));
  }

  private Uni<Void> noted(Caller who, boolean changed, String action, ExtractorSettings now) {
    return changed
        ? audit.note(who, action, "extractor/" + now.extractor(), 1, null)
        : Uni.createFrom().voidItem();
  }
}
