package io.brasa.sql;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of batches, and batches of rows. */
final class Rows {
  private Rows() {}

  static List<Row> of(List<Batch> batches, StructType schema) {
    List<Row> rows = new ArrayList<>();
    for (Batch batch : batches) {
      int[] selected = batch.selection().map(Selection::rows).orElse(null);
      for (int i = 0; i < batch.rowCount(); i++)
        rows.add(row(batch, selected == null ? i : selected[i], schema));
    }
    return rows;
  }

  private static Row row(Batch batch, int row, StructType schema) {
    List<Object> values = new ArrayList<>(schema.size());
    for (int i = 0; i < schema.size(); i++) values.add(Values.get(batch.column(i), row));
    return row(values, schema);
  }

  /** A row of values as columns give them. */
  static Row row(List<Object> values, StructType schema) {
    List<Object> outside = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++)
      outside.add(outside(values.get(i), schema.field(i).dataType()));
    return Row.of(schema, outside);
  }

  /** The values of a row as columns take them. Fails with {@code TYPE_MISMATCH}. */
  static List<Object> values(Row row, StructType schema) {
    List<Object> inside = new ArrayList<>(schema.size());
    for (int i = 0; i < schema.size(); i++) {
      Object value = i < row.size() ? row.get(i) : null;
      if (value == null && !schema.field(i).nullable()) throw misfit(schema.field(i), "null");
      inside.add(inside(value));
    }
    return inside;
  }

  /** Structs as rows, at any depth. */
  private static Object outside(Object value, DataType type) {
    if (value == null) return null;
    return switch (type) {
      case StructType struct -> {
        List<?> fields = (List<?>) value;
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < struct.size(); i++)
          values.add(outside(fields.get(i), struct.field(i).dataType()));
        yield Row.of(struct, values);
      }
      case ArrayType array -> {
        List<Object> values = new ArrayList<>();
        for (Object each : (List<?>) value) values.add(outside(each, array.elementType()));
        yield values;
      }
      case MapType map -> {
        Map<Object, Object> values = new LinkedHashMap<>();
        ((Map<?, ?>) value)
            .forEach(
                (key, each) ->
                    values.put(outside(key, map.keyType()), outside(each, map.valueType())));
        yield values;
      }
      default -> type == AtomicType.VARIANT ? new VariantVal((byte[]) value) : value;
    };
  }

  /** In batches of the usual size. */
  static List<Batch> batches(List<Row> rows, StructType schema) {
    List<Batch> batches = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += Batch.ROWS)
      batches.add(batch(rows.subList(from, Math.min(rows.size(), from + Batch.ROWS)), schema));
    return batches;
  }

  private static Batch batch(List<Row> rows, StructType schema) {
    List<Vector> columns = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      StructField field = schema.field(i);
      VectorBuilder builder = VectorBuilder.of(field.dataType(), rows.size());
      for (Row row : rows) append(builder, row, i, field);
      columns.add(builder.build());
    }
    return Batch.of(rows.size(), columns);
  }

  private static void append(VectorBuilder builder, Row row, int place, StructField field) {
    Object value = place < row.size() ? row.get(place) : null;
    if (value == null && !field.nullable()) throw misfit(field, "null");
    try {
      Values.append(builder, inside(value));
    } catch (ClassCastException e) {
      throw misfit(field, value + " (" + value.getClass().getName() + ")");
    }
  }

  private static EngineException misfit(StructField field, String value) {
    return new EngineException(
        SqlError.TYPE_MISMATCH,
        "Column '" + field + "' cannot have the value " + value,
        "Give values of the column's type");
  }

  private static Object inside(Object value) {
    return switch (value) {
      case Row row -> {
        List<Object> values = new ArrayList<>();
        for (Object each : row.toList()) values.add(inside(each));
        yield values;
      }
      case List<?> list -> {
        List<Object> values = new ArrayList<>();
        for (Object each : list) values.add(inside(each));
        yield values;
      }
      case Map<?, ?> map -> {
        Map<Object, Object> values = new LinkedHashMap<>();
        map.forEach((key, each) -> values.put(inside(key), inside(each)));
        yield values;
      }
      case VariantVal variant -> variant.bytes();
      case null -> null;
      default -> value;
    };
  }
}
