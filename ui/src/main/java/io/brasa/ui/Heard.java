package io.brasa.ui;

import io.brasa.core.event.Event;
import io.brasa.core.event.EventListener;
import io.brasa.core.event.FinishedTasks;
import io.brasa.ui.metrics.EngineTotals;
import io.brasa.ui.state.ApplicationState;
import io.brasa.ui.state.Retention;
import java.lang.System.Logger.Level;

/**
 * What is made of the events of a context. An event that the pages cannot take in is left out of
 * them, counted, and the pages say so: what comes behind it is still worth looking at. Thread-safe,
 * if events come one at a time.
 */
final class Heard implements EventListener {
  private static final System.Logger LOG = System.getLogger("io.brasa.ui");

  private final ApplicationState state = new ApplicationState(Retention.USUAL);
  private final EngineTotals totals = new EngineTotals();
  private volatile String failure = "";

  ApplicationState state() {
    return state;
  }

  EngineTotals totals() {
    return totals;
  }

  /** Why the pages lack something; empty while they do not. */
  String failure() {
    return failure;
  }

  @Override
  public void on(Event event) {
    totals.on(event);
    try {
      state.on(event);
    } catch (RuntimeException e) {
      totals.drop();
      if (!failure.isEmpty()) return;
      String kind = event.getClass().getSimpleName();
      failure = "These pages lack something: they failed at an event " + kind + " with " + e;
      LOG.log(Level.WARNING, "The web pages fail at an event " + kind, e);
    }
  }

  @Override
  public void onFinished(FinishedTasks tasks) {
    state.onFinished(tasks);
    totals.onFinished(tasks);
  }
}
