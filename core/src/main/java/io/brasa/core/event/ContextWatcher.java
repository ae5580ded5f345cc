package io.brasa.core.event;

import java.util.Optional;

/**
 * Looks at one context from its opening to its closing. Hears its events as an {@link
 * EventListener} does.
 */
public interface ContextWatcher extends EventListener, AutoCloseable {
  /**
   * Where people can look at what it makes of this, if they can; it opens that if it has not yet,
   * and waits until it is there.
   */
  Optional<String> url();

  /** The context is closed and tells nothing more. Must not throw. */
  @Override
  void close();
}
