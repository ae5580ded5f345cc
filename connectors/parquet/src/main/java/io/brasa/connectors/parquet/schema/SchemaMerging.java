package io.brasa.connectors.parquet.schema;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.connectors.parquet.format.ParquetError;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.List;

/**
 * The schema of files whose schemas differ: all columns of all, in the order in which they are met.
 */
public final class SchemaMerging {
  private SchemaMerging() {}

  /**
   * The columns of both. Where only one has a column it may be null; numbers get the wider type.
   * Fails with {@code PARQUET_SCHEMA_MISMATCH}, naming the column and the file that the second
   * comes from.
   */
  public static StructType merge(StructType first, StructType second, String file) {
    return merge(first, second, "", file);
  }

  private static StructType merge(StructType first, StructType second, String path, String file) {
    List<StructField> fields = new ArrayList<>();
    for (StructField field : first.fields()) {
      int at = second.indexOf(field.name()).orElse(-1);
      if (at < 0) {
        fields.add(new StructField(field.name(), field.dataType(), true));
        continue;
      }
      StructField other = second.field(at);
      DataType type = merge(field.dataType(), other.dataType(), path + field.name(), file);
      fields.add(new StructField(field.name(), type, field.nullable() || other.nullable()));
    }
    for (StructField field : second.fields()) {
      if (first.indexOf(field.name()).isEmpty())
        fields.add(new StructField(field.name(), field.dataType(), true));
    }
    return new StructType(fields);
  }

  private static DataType merge(DataType first, DataType second, String path, String file) {
    if (first.equals(second)) return first;
    if (first instanceof StructType a && second instanceof StructType b)
      return merge(a, b, path + ".", file);
    if (first instanceof ArrayType a && second instanceof ArrayType b)
      return new ArrayType(
          merge(a.elementType(), b.elementType(), path + ".element", file),
          a.containsNull() || b.containsNull());
    if (first instanceof MapType a && second instanceof MapType b)
      return new MapType(
          merge(a.keyType(), b.keyType(), path + ".key", file),
          merge(a.valueType(), b.valueType(), path + ".value", file),
          a.valueContainsNull() || b.valueContainsNull());
    if (first instanceof DecimalType a && second instanceof DecimalType b && a.scale() == b.scale())
      return a.precision() > b.precision() ? a : b;
    if (first instanceof AtomicType a && second instanceof AtomicType b) {
      if (a.isIntegral() && b.isIntegral()) return a.compareTo(b) > 0 ? a : b;
      if (a.isFractional() && b.isFractional()) return AtomicType.DOUBLE;
    }
    throw new EngineException(
        ParquetError.PARQUET_SCHEMA_MISMATCH,
        "Column "
            + path
            + " is "
            + second.simpleString()
            + " in the Parquet file "
            + file
            + " and "
            + first.simpleString()
            + " in others",
        "Read files of one schema at a time, or give a schema that all can be read with");
  }
}
