package io.brasa.ui.state;

/** Something that changes; knows when it last did. Guarded by the lock of its application. */
abstract sealed class Changing permits JobState, StageState, ExecutorState, QueryState {
  /** The version of the application's state in which this changed last. */
  long version;
}
