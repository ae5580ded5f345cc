package io.brasa.runtime.environment;

/** What a thread is for. */
public enum ThreadKind {
  /** Runs user code and kernels; one per slot, with a deep stack. */
  COMPUTE,
  /** Mostly waits for a disk, a peer or a timer. */
  WAITING
}
