package io.brasa.runtime.memory;

import java.util.OptionalLong;

/**
 * Tells what really lives in the heap, so that an account of estimates can be corrected.
 * Thread-safe.
 */
@FunctionalInterface
public interface LiveHeap {
  /** Never knows anything; for accounts of other memory, and where runs must be repeatable. */
  LiveHeap UNKNOWN =
      new LiveHeap() {
        @Override
        public OptionalLong newlyKnownBytes() {
          return OptionalLong.empty();
        }
      };

  /**
   * What was still there after a collection that looked at old objects, if there was one since the
   * last call.
   */
  OptionalLong newlyKnownBytes();

  /** The heap of this process. Made quickly; what it needs is loaded when it is first asked. */
  static LiveHeap ofThisProcess() {
    return new CollectedHeap();
  }
}
