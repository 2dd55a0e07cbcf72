package io.tallyboard.local.client;

import io.tallyboard.local.client.Views.JobView;
import java.util.HashSet;
import java.util.Set;

/** A job that we sent, and what we last heard of it. Not for more than one thread. */
public final class Tracked {
  private final String resource;
  private final Set<String> eventsShown = new HashSet<>();
  private JobView view;

  Tracked(String resource, JobView view) {
    this.resource = resource;
    this.view = view;
  }

  /** The file's name, for people. */
  String resource() {
    return resource;
  }

  JobView view() {
    return view;
  }

  void update(JobView newer) {
    view = newer;
  }

  /** True once per event. */
  boolean isNew(String eventId) {
    return eventsShown.add(eventId);
  }

  public boolean finished() {
    return view.state().finished();
  }

  /** Did what it was asked, or had nothing to do. */
  public boolean well() {
    return switch (view.state()) {
      case SUCCEEDED, SKIPPED -> true;
      case SUBMITTED, STARTED, PROCESSING, RESUBMITTED, ERROR, CANCELLED, LOST -> false;
    };
  }
}
