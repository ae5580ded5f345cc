package io.brasa.core.event;

import static java.util.Objects.requireNonNull;

import io.brasa.runtime.environment.Await;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Tells events to listeners: all of them in one order, each to every listener before the next,
 * never two at a time, whichever threads they come from. A listener that throws is removed, for it
 * must not fail a job, with one line to the log and a warning to all others. Thread-safe; an event
 * may be delivered shortly after {@link #on} has returned, by another thread that was at it.
 */
public final class EventBus implements EventListener {
  private final List<EventListener> listeners = new CopyOnWriteArrayList<>();
  private final Relay<Object> relay = new Relay<>(this::deliver);
  private final Consumer<String> log;

  /**
   * @param log takes lines for whoever looks after the program
   */
  public EventBus(Consumer<String> log) {
    this.log = requireNonNull(log);
  }

  /** Adds a listener, which hears what happens from now on. */
  public void add(EventListener listener) {
    listeners.add(requireNonNull(listener));
  }

  /** Removes a listener, which may still be told the event that is being delivered. */
  public void remove(EventListener listener) {
    listeners.remove(listener);
  }

  @Override
  public void on(Event event) {
    relay.post(event);
  }

  @Override
  public void onFinished(FinishedTasks tasks) {
    relay.post(tasks);
  }

  /** Waits until all events so far are delivered. Not to be called by listeners. */
  public void awaitDelivered(Await await) {
    relay.awaitIdle(await);
  }

  private void deliver(Object message) {
    for (EventListener listener : listeners) tell(listener, message);
  }

  private void tell(EventListener listener, Object message) {
    try {
      if (message instanceof FinishedTasks tasks) listener.onFinished(tasks);
      else listener.on((Event) message);
    } catch (RuntimeException | Error e) {
      listeners.remove(listener);
      String text =
          "The event listener " + listener + " failed at " + message + " and hears no more: " + e;
      log.accept(text);
      relay.post(new Event.Warned(timeOf(message), text));
    }
  }

  private static long timeOf(Object message) {
    return message instanceof FinishedTasks tasks ? tasks.atMillis() : ((Event) message).atMillis();
  }
}
