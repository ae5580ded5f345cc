package io.brasa.sql.function.general;

import io.brasa.columnar.type.TimeType;
import io.brasa.columnar.vector.ArrayVector;
import io.brasa.columnar.vector.ConstantVector;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.MapVector;
import io.brasa.columnar.vector.StructVector;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.WideVector;

/** What the hashes of SQL do alike: nested values chain the hashes of their parts. */
final class HashedValue {
  private HashedValue() {}

  /** Hashes a value that is not nested, on top of a hash. */
  @FunctionalInterface
  interface Leaf {
    long of(FlatVector vector, int row, long seed);
  }

  /** The hash of a value on top of another; nulls leave it as it is. */
  static long of(Vector vector, int row, long seed, Leaf leaf) {
    if (vector.isNullAt(row)) return seed;
    return switch (vector) {
      case ConstantVector v -> of(v.value(), 0, seed, leaf);
      case DictionaryVector v -> of(v.dictionary(), v.ids()[row], seed, leaf);
      case ArrayVector v -> {
        long hash = seed;
        for (int i = v.offsets()[row]; i < v.offsets()[row + 1]; i++)
          hash = of(v.elements(), i, hash, leaf);
        yield hash;
      }
      case MapVector v -> {
        long hash = seed;
        for (int i = v.offsets()[row]; i < v.offsets()[row + 1]; i++)
          hash = of(v.values(), i, of(v.keys(), i, hash, leaf), leaf);
        yield hash;
      }
      case StructVector v -> {
        long hash = seed;
        for (Vector field : v.fields()) hash = of(field, row, hash, leaf);
        yield hash;
      }
      case FlatVector v -> leaf.of(v, row, seed);
    };
  }

  /** Times of a day are hashed by their nanoseconds. */
  static long whole(LongVector vector, int row) {
    long value = vector.values()[row];
    return vector.type() instanceof TimeType ? 1_000 * value : value;
  }

  /** The bytes that a decimal of more than 18 digits is hashed by. */
  static byte[] bytes(WideVector vector, int row) {
    return Values.unscaled(vector.high()[row], vector.low()[row]).toByteArray();
  }
}
