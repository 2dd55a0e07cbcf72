package io.tallyboard.system;

import com.microsoft.playwright.Page;
import java.time.Duration;

/** How long a page kept its reader waiting: tasks of the browser's that took more than 50 ms. */
final class LongTasks {
  private LongTasks() {}

  /** From the next address on. */
  static void watch(Page page) {
    page.addInitScript(
        "window.longTasks = [];"
            + "new PerformanceObserver(list =>"
            + " list.getEntries().forEach(task => longTasks.push(task.duration)))"
            + ".observe({type: 'longtask', buffered: true});");
  }

  static Duration longest(Page page) {
    Object millis = page.evaluate("Math.ceil(Math.max(0, ...longTasks))");
    return Duration.ofMillis(((Number) millis).longValue());
  }
}
