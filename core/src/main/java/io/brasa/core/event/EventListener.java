package io.brasa.core.event;

/**
 * Hears events in order, one at a time, on whichever thread makes them: must be quick and must not
 * call back into the context. One that throws is not told any more.
 */
@FunctionalInterface
public interface EventListener {
  void on(Event event);
}
