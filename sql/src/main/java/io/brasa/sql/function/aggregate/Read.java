package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.vector.Vector;
import io.brasa.sql.kernel.Operands;

/** Numbers of any type as arrays for loops; see {@link Operands}. */
final class Read {
  private Read() {}

  /** Of what is held in bytes to longs. */
  static long[] longs(Vector vector) {
    if (vector.type().storage() == io.brasa.columnar.type.Storage.LONG)
      return Operands.longs(vector);
    int[] ints = Operands.ints(vector);
    long[] values = new long[ints.length];
    for (int i = 0; i < values.length; i++) values[i] = ints[i];
    return values;
  }

  /** Of whole and floating-point numbers. */
  static double[] doubles(Vector vector) {
    DataType type = vector.type();
    if (type == AtomicType.DOUBLE || type == AtomicType.FLOAT) return Operands.doubles(vector);
    if (type instanceof DecimalType) throw new IllegalArgumentException("doubles of " + type);
    if (type.storage() != io.brasa.columnar.type.Storage.LONG) {
      int[] ints = Operands.ints(vector);
      double[] values = new double[ints.length];
      for (int i = 0; i < values.length; i++) values[i] = ints[i];
      return values;
    }
    long[] longs = Operands.longs(vector);
    double[] values = new double[longs.length];
    for (int i = 0; i < values.length; i++) values[i] = longs[i];
    return values;
  }
}
