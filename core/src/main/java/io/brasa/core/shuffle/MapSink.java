package io.brasa.core.shuffle;

import io.brasa.core.block.Chunk;

/** Takes a map output, target by target in order: a file or the heap. */
sealed interface MapSink permits RunWriter, HeapSink {
  void row(Object key, Object value);

  /** A row that is encoded already and names no classes. */
  void encodedRow(byte[] bytes, int from, int length);

  /** Rows that are encoded already. */
  void chunk(Chunk chunk);

  /** All rows of a target are in. */
  void endTarget();
}
