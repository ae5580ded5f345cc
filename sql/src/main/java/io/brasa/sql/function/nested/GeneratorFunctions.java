package io.brasa.sql.function.nested;

import static io.brasa.columnar.type.AtomicType.INTEGER;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.ArrayVector;
import io.brasa.columnar.vector.IntBuilder;
import io.brasa.columnar.vector.MapVector;
import io.brasa.columnar.vector.StructVector;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Function.GeneratorTypes;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Column;
import java.util.ArrayList;
import java.util.List;

/**
 * Generators: rows of the elements of arrays and maps, or of arguments. Outer joins add the rest.
 */
final class GeneratorFunctions {
  private GeneratorFunctions() {}

  static List<Function> all() {
    return List.of(explode("explode", false), explode("posexplode", true), inline(), stack());
  }

  private static Function explode(String name, boolean hasPosition) {
    return new Function.Generator(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 1, 1);
          List<StructField> columns = new ArrayList<>();
          if (hasPosition) columns.add(new StructField("pos", INTEGER, false));
          switch (arguments.getFirst().type()) {
            case ArrayType array ->
                columns.add(new StructField("col", array.elementType(), array.containsNull()));
            case MapType map -> {
              columns.add(new StructField("key", map.keyType(), false));
              columns.add(new StructField("value", map.valueType(), map.valueContainsNull()));
            }
            default -> throw Signature.mismatch(name, arguments, 0, "an array or map");
          }
          Call call = new Call(name, arguments, new StructType(columns), false);
          return new GeneratorTypes(call, columns);
        },
        (_, _) -> (arguments, row, columns) -> explode(arguments[0], row, columns, hasPosition));
  }

  private static int explode(
      Vector argument, int row, List<VectorBuilder> columns, boolean hasPosition) {
    Column column = Column.of(argument);
    if (column.isNull(row)) return 0;
    int from = column.start(row);
    int to = column.end(row);
    if (hasPosition) {
      for (int i = 0; i < to - from; i++) ((IntBuilder) columns.getFirst()).append(i);
    }
    int first = hasPosition ? 1 : 0;
    if (column.flat() instanceof MapVector map) {
      columns.get(first).appendRange(map.keys(), from, to);
      columns.get(first + 1).appendRange(map.values(), from, to);
    } else {
      columns.get(first).appendRange(((ArrayVector) column.flat()).elements(), from, to);
    }
    return to - from;
  }

  /** A row of each struct of an array; of nulls a row of nulls. */
  private static Function inline() {
    return new Function.Generator(
        "inline",
        (arguments, _) -> {
          Signature.count("inline", arguments, 1, 1);
          if (!(arguments.getFirst().type()
              instanceof ArrayType(StructType struct, boolean containsNull)))
            throw Signature.mismatch("inline", arguments, 0, "an array of structs");
          List<StructField> columns = new ArrayList<>();
          for (StructField field : struct.fields())
            columns.add(
                new StructField(field.name(), field.dataType(), field.nullable() || containsNull));
          return new GeneratorTypes(
              new Call("inline", arguments, new StructType(columns), false), columns);
        },
        (_, _) -> GeneratorFunctions::inline);
  }

  private static int inline(Vector[] arguments, int row, List<VectorBuilder> columns) {
    Column column = Column.of(arguments[0]);
    if (column.isNull(row)) return 0;
    Column structs = Column.of(((ArrayVector) column.flat()).elements());
    for (int i = column.start(row); i < column.end(row); i++) {
      for (int j = 0; j < columns.size(); j++) {
        if (structs.isNull(i)) columns.get(j).appendNull();
        else
          columns.get(j).append(((StructVector) structs.flat()).fields().get(j), structs.place(i));
      }
    }
    return column.end(row) - column.start(row);
  }

  /**
   * So many rows of the arguments behind the first, one after the other; the last may lack some.
   */
  private static Function stack() {
    return new Function.Generator(
        "stack",
        (arguments, _) -> {
          Signature.count("stack", arguments, 2, Integer.MAX_VALUE);
          if (!(arguments.getFirst() instanceof Literal(Integer rows, DataType _)) || rows < 1)
            throw Signature.mismatch("stack", arguments, 0, "a constant INT above zero");
          int width = (arguments.size() - 2) / rows + 1;
          List<Expression> coerced = new ArrayList<>(arguments);
          List<StructField> columns = new ArrayList<>();
          for (int column = 0; column < width; column++) {
            List<Expression> of = new ArrayList<>();
            for (int i = 1 + column; i < arguments.size(); i += width) of.add(arguments.get(i));
            List<Expression> same = Signature.same("stack", of);
            DataType type = same.getFirst().type();
            for (int i = 0; i < same.size(); i++)
              coerced.set(1 + column + i * width, Coercion.cast(same.get(i), type));
            columns.add(new StructField("col" + column, type, true));
          }
          return new GeneratorTypes(
              new Call("stack", coerced, new StructType(columns), false), columns);
        },
        (call, _) -> {
          int rows = (Integer) ((Literal) call.argument(0)).value();
          return (arguments, row, columns) -> stack(arguments, row, columns, rows);
        });
  }

  private static int stack(Vector[] arguments, int row, List<VectorBuilder> columns, int rows) {
    int width = columns.size();
    for (int i = 0; i < rows * width; i++) {
      VectorBuilder column = columns.get(i % width);
      if (1 + i < arguments.length) column.append(arguments[1 + i], row);
      else column.appendNull();
    }
    return rows;
  }
}
