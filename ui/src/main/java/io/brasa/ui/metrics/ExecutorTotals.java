package io.brasa.ui.metrics;

import io.brasa.core.event.Event;
import io.brasa.core.event.ExecutorSample;

/**
 * One executor. Guarded by the totals that it belongs to; what scrapes read may be a little old.
 */
final class ExecutorTotals {
  final Event.ExecutorAdded added;
  volatile ExecutorSample sample = new ExecutorSample(0, 0, 0, 0, 0, 0, 0, 0, 0);
  int running;

  ExecutorTotals(Event.ExecutorAdded added) {
    this.added = added;
  }
}
