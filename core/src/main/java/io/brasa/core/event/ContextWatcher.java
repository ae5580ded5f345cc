package io.brasa.core.event;

/**
 * Looks at one context from its opening to its closing. Hears its events as an {@link
 * EventListener} does.
 */
public interface ContextWatcher extends EventListener, AutoCloseable {
  /** The context is closed and tells nothing more. Must not throw. */
  @Override
  void close();
}
