package io.brasa.sql.cast;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.ArrayVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.MapVector;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.StructVector;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.Vectors;
import io.brasa.sql.expression.Cast;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.Kernel;
import io.brasa.sql.kernel.Forms;
import java.util.ArrayList;
import java.util.List;

/** Casts of arrays, maps and structs, part by part. */
final class NestedCasts {
  private NestedCasts() {}

  static Kernel kernel(CastTarget target, Cast.Mode mode, EvaluationSettings settings) {
    Kernel flat = flat(target, mode, settings);
    return Forms.folding(
        target.to(),
        true,
        (arguments, length, rows) ->
            flat.apply(new Vector[] {Vectors.flat(arguments[0])}, length, rows));
  }

  private static Kernel flat(CastTarget target, Cast.Mode mode, EvaluationSettings settings) {
    DataType from = target.from();
    return switch (target.to()) {
      case ArrayType to when from instanceof ArrayType array -> {
        Kernel elements = Casts.kernel(array.elementType(), to.elementType(), mode, settings);
        yield (arguments, length, rows) -> {
          ArrayVector vector = (ArrayVector) arguments[0];
          Selection inner = inner(vector, vector.offsets(), length, rows);
          return new ArrayVector(
              to,
              length,
              vector.offsets(),
              apply(elements, vector.elements(), inner),
              vector.nulls());
        };
      }
      case MapType to when from instanceof MapType map -> {
        Kernel keys = Casts.kernel(map.keyType(), to.keyType(), mode, settings);
        Kernel values = Casts.kernel(map.valueType(), to.valueType(), mode, settings);
        yield (arguments, length, rows) -> {
          MapVector vector = (MapVector) arguments[0];
          Selection inner = inner(vector, vector.offsets(), length, rows);
          return new MapVector(
              to,
              length,
              vector.offsets(),
              apply(keys, vector.keys(), inner),
              apply(values, vector.values(), inner),
              vector.nulls());
        };
      }
      case StructType to when from instanceof StructType struct ->
          structs(struct, to, mode, settings);
      default -> throw Casts.impossible(target);
    };
  }

  private static Kernel structs(
      StructType from, StructType to, Cast.Mode mode, EvaluationSettings settings) {
    List<Kernel> kernels = new ArrayList<>();
    for (int i = 0; i < to.size(); i++)
      kernels.add(Casts.kernel(from.field(i).dataType(), to.field(i).dataType(), mode, settings));
    return (arguments, length, rows) -> {
      StructVector vector = (StructVector) arguments[0];
      Selection there = there(vector, length, rows);
      List<Vector> fields = new ArrayList<>();
      for (int i = 0; i < kernels.size(); i++)
        fields.add(apply(kernels.get(i), vector.fields().get(i), there));
      return new StructVector(to, length, fields, vector.nulls());
    };
  }

  private static Vector apply(Kernel kernel, Vector vector, Selection rows) {
    return kernel.apply(new Vector[] {vector}, vector.length(), rows);
  }

  /** The rows asked for that are not null. */
  private static Selection there(FlatVector vector, int length, Selection rows) {
    if (!vector.mayHaveNulls()) return rows;
    int count = rows == null ? length : rows.count();
    int[] places = new int[count];
    int found = 0;
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows.rows()[i];
      places[found] = row;
      found += vector.isNullAt(row) ? 0 : 1;
    }
    return new Selection(places, found);
  }

  /** The elements of the rows asked for. */
  private static Selection inner(FlatVector vector, int[] offsets, int length, Selection rows) {
    Selection there = there(vector, length, rows);
    int count = there == null ? length : there.count();
    int[] places = new int[Math.max(16, count)];
    int found = 0;
    for (int i = 0; i < count; i++) {
      int row = there == null ? i : there.rows()[i];
      for (int place = offsets[row]; place < offsets[row + 1]; place++) {
        if (found == places.length) places = java.util.Arrays.copyOf(places, 2 * found);
        places[found++] = place;
      }
    }
    return new Selection(places, found);
  }
}
