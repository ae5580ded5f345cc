package io.brasa.columnar.vector;

import io.brasa.columnar.type.DataType;

/** One column of some rows. Immutable once handed on, and then safe for use by many threads. */
public sealed interface Vector extends java.io.Serializable
    permits FlatVector, ConstantVector, DictionaryVector {
  DataType type();

  /** The count of rows. */
  int length();

  /** Whether any row may be null; false only if none is. */
  boolean mayHaveNulls();

  boolean isNullAt(int row);

  /** Heap bytes held, arrays shared with other vectors included. */
  long sizeBytes();
}
