package io.brasa.core.event;

import io.brasa.runtime.environment.Environment;
import java.util.Map;

/** What a watcher may know and do of the context that it watches. Thread-safe. */
public interface WatchedContext {
  String applicationId();

  /** The settings as text, by name. */
  Map<String, String> settings();

  Environment environment();

  /** The levels of loggers that were set, by name; an empty name stands for all others. */
  Map<String, String> logLevels();

  /** As {@link io.brasa.core.BrasaContext#setLogLevel(String, String)}. */
  void setLogLevel(String logger, String level);

  /** Ends a job, if it still runs, for a reason. */
  void cancelJob(long job, String reason);
}
