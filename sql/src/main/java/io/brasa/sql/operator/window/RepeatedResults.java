package io.brasa.sql.operator.window;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.columnar.vector.Vectors;
import java.util.Arrays;

/** Results of which neighbours are often the same one: long ones are held once. */
final class RepeatedResults {
  private final VectorBuilder distinct;
  private final int[] ids;
  private int length;

  RepeatedResults(DataType type, int count) {
    this.distinct = VectorBuilder.of(type, 16);
    this.ids = new int[count];
  }

  /** What is appended from now on. */
  void next(Vector result) {
    distinct.append(result, 0);
  }

  void append() {
    ids[length++] = distinct.length() - 1;
  }

  long sizeBytes() {
    return distinct.sizeBytes();
  }

  Vector build() {
    return of(distinct.build(), ids, length);
  }

  /** Some of the results, as often as is asked for. */
  static Vector of(Vector results, int[] places, int count) {
    boolean isLong =
        switch (results.type().storage()) {
          case BYTES, ARRAY, MAP, STRUCT -> true;
          case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, WIDE -> false;
        };
    if (isLong)
      return DictionaryVector.of(Vectors.flat(results), Arrays.copyOf(places, count), count, null);
    VectorBuilder builder = VectorBuilder.of(results.type(), count);
    builder.append(results, places, 0, count);
    return builder.build();
  }
}
