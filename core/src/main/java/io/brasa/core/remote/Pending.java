package io.brasa.core.remote;

import io.brasa.runtime.error.EngineException;

/** A request of this side that is not over. Called by the transport. */
sealed interface Pending permits Answer, Parts {
  /** The peer failed to answer, or is gone. */
  void fail(EngineException failure);
}
