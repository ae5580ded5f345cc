package io.brasa.ui.api;

import io.brasa.ui.state.ApplicationState;
import io.brasa.ui.state.Origin;

/** An application that can be looked at: one that runs here, or one of a log. Thread-safe. */
public interface Application {
  String id();

  ApplicationState state();

  Origin origin();

  /** Takes in what has been written since, if this is read from a log; at most so often. */
  void refresh();

  /**
   * Ends a job.
   *
   * @return whether it could be told to; the job ends soon
   */
  boolean kill(long job);
}
