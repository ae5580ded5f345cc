package io.brasa.ui.state;

/** What has become of a job, stage, task or query. */
public enum Status {
  /** Not begun. */
  WAITING,
  RUNNING,
  SUCCEEDED,
  FAILED,
  /** Ended before it was done because somebody wanted that, or because nobody needs it. */
  CANCELLED,
  /** Nothing to do: what an earlier job or driver has computed is there. */
  REUSED;

  /** Of something that has ended, by the error that the event tells; empty if there is none. */
  static Status ofEnd(String error) {
    if (error.isEmpty()) return SUCCEEDED;
    return error.equals("stopped") || error.startsWith("JOB_CANCELLED") ? CANCELLED : FAILED;
  }
}
