package io.brasa.columnar.vector;

import java.util.Arrays;

/**
 * The order of values of one type, and their equality: numbers by size with NaN above all others
 * and minus zero equal to zero, strings and binary by unsigned bytes, arrays and structs element by
 * element. Nulls are below all values and equal to each other. Maps have equality only.
 */
public final class VectorOrder {
  private VectorOrder() {}

  /**
   * Below, equal to or above zero as the left row is below, equal to or above the right. The
   * vectors are of one type, which is not a map nor holds one.
   */
  public static int compare(Vector left, int leftRow, Vector right, int rightRow) {
    boolean isLeftNull = left.isNullAt(leftRow);
    boolean isRightNull = right.isNullAt(rightRow);
    if (isLeftNull || isRightNull) return Boolean.compare(isRightNull, isLeftNull);
    if (left instanceof ConstantVector v) return compare(v.value(), 0, right, rightRow);
    if (right instanceof ConstantVector v) return compare(left, leftRow, v.value(), 0);
    if (left instanceof DictionaryVector v)
      return compare(v.dictionary(), v.ids()[leftRow], right, rightRow);
    if (right instanceof DictionaryVector v)
      return compare(left, leftRow, v.dictionary(), v.ids()[rightRow]);
    return compareFlat((FlatVector) left, leftRow, (FlatVector) right, rightRow);
  }

  private static int compareFlat(FlatVector left, int i, FlatVector right, int j) {
    return switch (left) {
      case ByteVector l -> Byte.compare(l.values()[i], ((ByteVector) right).values()[j]);
      case ShortVector l -> Short.compare(l.values()[i], ((ShortVector) right).values()[j]);
      case IntVector l -> Integer.compare(l.values()[i], ((IntVector) right).values()[j]);
      case LongVector l -> Long.compare(l.values()[i], ((LongVector) right).values()[j]);
      case FloatVector l -> compare(l.values()[i], ((FloatVector) right).values()[j]);
      case DoubleVector l -> compare(l.values()[i], ((DoubleVector) right).values()[j]);
      case WideVector l -> {
        WideVector r = (WideVector) right;
        int upper = Long.compare(l.high()[i], r.high()[j]);
        yield upper != 0 ? upper : Long.compareUnsigned(l.low()[i], r.low()[j]);
      }
      case BytesVector l -> {
        BytesVector r = (BytesVector) right;
        yield Arrays.compareUnsigned(
            l.bytes(),
            l.offsets()[i],
            l.offsets()[i + 1],
            r.bytes(),
            r.offsets()[j],
            r.offsets()[j + 1]);
      }
      case ArrayVector l -> compareArrays(l, i, (ArrayVector) right, j);
      case StructVector l -> compareStructs(l, i, (StructVector) right, j);
      case MapVector l -> throw new IllegalArgumentException("maps have no order: " + l.type());
    };
  }

  /** The order of doubles in SQL. */
  public static int compare(double left, double right) {
    return left == right ? 0 : Double.compare(left, right);
  }

  /** The order of floats in SQL. */
  public static int compare(float left, float right) {
    return left == right ? 0 : Float.compare(left, right);
  }

  private static int compareArrays(ArrayVector left, int i, ArrayVector right, int j) {
    int leftCount = left.offsets()[i + 1] - left.offsets()[i];
    int rightCount = right.offsets()[j + 1] - right.offsets()[j];
    for (int k = 0; k < Math.min(leftCount, rightCount); k++) {
      int order =
          compare(left.elements(), left.offsets()[i] + k, right.elements(), right.offsets()[j] + k);
      if (order != 0) return order;
    }
    return Integer.compare(leftCount, rightCount);
  }

  private static int compareStructs(StructVector left, int i, StructVector right, int j) {
    for (int k = 0; k < left.fields().size(); k++) {
      int order = compare(left.fields().get(k), i, right.fields().get(k), j);
      if (order != 0) return order;
    }
    return 0;
  }

  /** Whether two rows hold the same value, two nulls included; the vectors are of one type. */
  public static boolean equal(Vector left, int leftRow, Vector right, int rightRow) {
    boolean isLeftNull = left.isNullAt(leftRow);
    boolean isRightNull = right.isNullAt(rightRow);
    if (isLeftNull || isRightNull) return isLeftNull && isRightNull;
    return switch (left) {
      case ConstantVector v -> equal(v.value(), 0, right, rightRow);
      case DictionaryVector v -> equal(v.dictionary(), v.ids()[leftRow], right, rightRow);
      case FlatVector flat ->
          switch (right) {
            case ConstantVector v -> equal(left, leftRow, v.value(), 0);
            case DictionaryVector v -> equal(left, leftRow, v.dictionary(), v.ids()[rightRow]);
            case FlatVector other -> equalFlat(flat, leftRow, other, rightRow);
          };
    };
  }

  private static boolean equalFlat(FlatVector left, int i, FlatVector right, int j) {
    return switch (left) {
      case BytesVector l -> {
        BytesVector r = (BytesVector) right;
        yield Arrays.equals(
            l.bytes(),
            l.offsets()[i],
            l.offsets()[i + 1],
            r.bytes(),
            r.offsets()[j],
            r.offsets()[j + 1]);
      }
      case ArrayVector l -> equalArrays(l, i, (ArrayVector) right, j);
      case StructVector l -> equalStructs(l, i, (StructVector) right, j);
      case MapVector l -> equalMaps(l, i, (MapVector) right, j);
      default -> compareFlat(left, i, right, j) == 0;
    };
  }

  private static boolean equalArrays(ArrayVector left, int i, ArrayVector right, int j) {
    int count = left.offsets()[i + 1] - left.offsets()[i];
    if (count != right.offsets()[j + 1] - right.offsets()[j]) return false;
    for (int k = 0; k < count; k++) {
      if (!equal(left.elements(), left.offsets()[i] + k, right.elements(), right.offsets()[j] + k))
        return false;
    }
    return true;
  }

  private static boolean equalStructs(StructVector left, int i, StructVector right, int j) {
    for (int k = 0; k < left.fields().size(); k++) {
      if (!equal(left.fields().get(k), i, right.fields().get(k), j)) return false;
    }
    return true;
  }

  /** Maps are equal whatever the order of their entries. */
  private static boolean equalMaps(MapVector left, int i, MapVector right, int j) {
    int count = left.offsets()[i + 1] - left.offsets()[i];
    if (count != right.offsets()[j + 1] - right.offsets()[j]) return false;
    for (int k = left.offsets()[i]; k < left.offsets()[i + 1]; k++) {
      boolean isFound = false;
      for (int m = right.offsets()[j]; m < right.offsets()[j + 1] && !isFound; m++) {
        isFound =
            equal(left.keys(), k, right.keys(), m) && equal(left.values(), k, right.values(), m);
      }
      if (!isFound) return false;
    }
    return true;
  }
}
