package io.brasa.testkit.simulation;

/**
 * Ends a thread of a killed process. It is thrown out of whatever the thread does next with time,
 * storage or transport, and again when a {@code finally} block does so, until the thread is gone.
 * It is no {@code Exception}, so that user-level handlers do not stop it, and has neither message
 * nor stack trace because it says nothing about the code it ends.
 */
public final class SimulatedDeath extends Error {
  private static final long serialVersionUID = 1L;

  SimulatedDeath() {
    super(null, null, false, false);
  }
}
