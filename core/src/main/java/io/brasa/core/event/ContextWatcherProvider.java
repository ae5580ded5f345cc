package io.brasa.core.event;

/**
 * Gives a watcher to each context whose setting {@code ui.enabled} is true. Found by {@link
 * java.util.ServiceLoader}; has a public constructor without parameters.
 */
@FunctionalInterface
public interface ContextWatcherProvider {
  /** Called once when a context opens, before its first event. Must be quick. */
  ContextWatcher open(WatchedContext context);
}
