package io.brasa.core.block;

import io.brasa.runtime.codec.Codecs;
import java.util.function.BooleanSupplier;

/**
 * An immutable piece of data: values in order. Shuffle blocks hold keys and values alternately.
 * Blocks may be read by several threads at once, each through {@link #values} of its own.
 */
public sealed interface Block permits ObjectBlock, KeptObjects, ByteBlock, ColumnBlock {
  /** How many values {@link #values} will give. */
  long valueCount();

  /** Bytes held: estimated heap for references, exact for bytes. */
  long sizeBytes();

  /**
   * Reads the values in order. The iterator closes itself at its end; whoever stops earlier closes
   * it.
   */
  ClosingIterator<Object> values(Codecs codecs);

  /**
   * As {@link #values}, for a reader that is known to leave the values alone and to hand on none
   * that can change: it may get the very objects that others get, too.
   */
  ClosingIterator<Object> shared(Codecs codecs);

  /**
   * As {@link #shared} if the reader is read-only, which is asked only when it matters, else as
   * {@link #values}.
   */
  default ClosingIterator<Object> values(Codecs codecs, BooleanSupplier isReadOnly) {
    return isChangeable() && isReadOnly.getAsBoolean() ? shared(codecs) : values(codecs);
  }

  /** Whether it holds objects that a reader could change. */
  default boolean isChangeable() {
    return false;
  }
}
