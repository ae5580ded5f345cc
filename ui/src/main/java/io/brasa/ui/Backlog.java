package io.brasa.ui;

import io.brasa.core.event.Event;
import io.brasa.core.event.EventListener;
import io.brasa.core.event.FinishedTasks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Keeps the first events of a context until somebody wants to know of them, or until they are many.
 * Programs that are done at once tell some dozen: they would pay more for the classes that make
 * something of these than for all else that they do. Thread-safe, if events come one at a time.
 */
final class Backlog<L extends EventListener> implements EventListener {
  private static final int EVENTS_MAX = 4_096;

  private final Supplier<L> listener;

  /** Null once they were told. */
  private List<Event> waiting = new ArrayList<>();

  /** Null until then. */
  private volatile L opened;

  /**
   * @param listener made when it is needed
   */
  Backlog(Supplier<L> listener) {
    this.listener = listener;
  }

  @Override
  public void on(Event event) {
    L known = opened;
    if (known == null) known = keep(event);
    if (known != null) known.on(event);
  }

  @Override
  public void onFinished(FinishedTasks tasks) {
    L known = opened;
    if (known == null) EventListener.super.onFinished(tasks);
    else known.onFinished(tasks);
  }

  /** Returns who is to be told, if that is not for later. */
  private synchronized L keep(Event event) {
    if (opened == null && waiting.size() < EVENTS_MAX) {
      waiting.add(event);
      return null;
    }
    return listener();
  }

  /** Who has heard all events so far, and hears those that come. */
  synchronized L listener() {
    if (opened != null) return opened;
    L made = listener.get();
    waiting.forEach(made::on);
    waiting = null;
    opened = made;
    return made;
  }
}
