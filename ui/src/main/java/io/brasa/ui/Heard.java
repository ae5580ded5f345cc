package io.brasa.ui;

import io.brasa.core.event.Event;
import io.brasa.core.event.EventListener;
import io.brasa.core.event.FinishedTasks;
import io.brasa.ui.metrics.EngineTotals;
import io.brasa.ui.state.ApplicationState;
import io.brasa.ui.state.Retention;

/** What is made of the events of a context. */
record Heard(ApplicationState state, EngineTotals totals) implements EventListener {
  static Heard nothing() {
    return new Heard(new ApplicationState(Retention.USUAL), new EngineTotals());
  }

  @Override
  public void on(Event event) {
    state.on(event);
    totals.on(event);
  }

  @Override
  public void onFinished(FinishedTasks tasks) {
    state.onFinished(tasks);
    totals.onFinished(tasks);
  }
}
