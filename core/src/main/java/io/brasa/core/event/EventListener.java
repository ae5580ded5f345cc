package io.brasa.core.event;

/** Hears events in order, on the thread that makes them: must be quick and must not call back into the context. */
@FunctionalInterface
public interface EventListener {
  void on(Event event);
}
