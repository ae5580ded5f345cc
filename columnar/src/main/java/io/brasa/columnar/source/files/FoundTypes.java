package io.brasa.columnar.source.files;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Types that were found in pieces of files, as one. Void is what no value was seen of. The order in
 * which types come together makes no difference.
 */
public final class FoundTypes {
  private FoundTypes() {}

  /** The type that takes the values of both, string if nothing else does. */
  public static DataType merged(DataType one, DataType other) {
    if (one.equals(other) || other == AtomicType.NULL) return one;
    if (one == AtomicType.NULL) return other;
    int rank = numberRank(one);
    int otherRank = numberRank(other);
    if (rank > 0 && otherRank > 0) return number(one, rank, other, otherRank);
    if (isTime(one) && isTime(other)) return AtomicType.TIMESTAMP;
    if (one instanceof ArrayType a && other instanceof ArrayType b)
      return new ArrayType(merged(a.elementType(), b.elementType()));
    if (one instanceof StructType a && other instanceof StructType b) return mergedByName(a, b);
    return AtomicType.STRING;
  }

  private static DataType number(DataType one, int rank, DataType other, int otherRank) {
    if (one instanceof DecimalType a && other instanceof DecimalType b)
      return a.precision() > b.precision() ? a : b;
    return rank > otherRank ? one : other;
  }

  private static int numberRank(DataType type) {
    return switch (type) {
      case AtomicType.INTEGER -> 1;
      case AtomicType.LONG -> 2;
      case DecimalType _ -> 3;
      case AtomicType.DOUBLE -> 4;
      default -> 0;
    };
  }

  private static boolean isTime(DataType type) {
    return type == AtomicType.DATE || type == AtomicType.TIMESTAMP;
  }

  /** All fields of both, in the order of their names. */
  private static StructType mergedByName(StructType one, StructType other) {
    Map<String, DataType> types = new TreeMap<>();
    for (StructField field : one.fields()) types.put(field.name(), field.dataType());
    for (StructField field : other.fields())
      types.merge(field.name(), field.dataType(), FoundTypes::merged);
    List<StructField> fields = new ArrayList<>();
    types.forEach((name, type) -> fields.add(new StructField(name, type)));
    return new StructType(fields);
  }

  /** Columns at the same places as one. */
  public static List<DataType> mergedByPlace(List<DataType> one, List<DataType> other) {
    List<DataType> merged = new ArrayList<>(one.size());
    for (int i = 0; i < one.size(); i++) merged.add(merged(one.get(i), other.get(i)));
    return merged;
  }

  /**
   * The type of a column: what no value was seen of becomes a string, and structs without fields
   * are left out.
   */
  public static DataType settled(DataType type) {
    // Apart from the switch: a switch over types and constants is made anew by each process.
    if (type == AtomicType.NULL) return AtomicType.STRING;
    return switch (type) {
      case ArrayType array -> new ArrayType(settled(array.elementType()));
      case StructType struct -> {
        List<StructField> fields = new ArrayList<>();
        for (StructField field : struct.fields()) {
          DataType settled = settled(field.dataType());
          boolean isEmpty = settled instanceof StructType inner && inner.size() == 0;
          if (!isEmpty) fields.add(new StructField(field.name(), settled));
        }
        yield new StructType(fields);
      }
      default -> type;
    };
  }
}
