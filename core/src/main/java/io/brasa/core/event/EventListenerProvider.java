package io.brasa.core.event;

/**
 * Gives a listener to every context that is opened in a process, for whoever wants to watch
 * programs that know nothing of it: the {@code brasa} command shows progress this way. Found by
 * {@link java.util.ServiceLoader}; has a public constructor without parameters.
 */
@FunctionalInterface
public interface EventListenerProvider {
  /** A listener for one context, called once when the context opens. */
  EventListener listener();
}
