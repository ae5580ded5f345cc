package io.brasa.columnar.type;

import java.util.List;

/** All types by the names that Spark's Java API gives them. */
public final class DataTypes {
  public static final DataType NullType = AtomicType.NULL;
  public static final DataType BooleanType = AtomicType.BOOLEAN;
  public static final DataType ByteType = AtomicType.BYTE;
  public static final DataType ShortType = AtomicType.SHORT;
  public static final DataType IntegerType = AtomicType.INTEGER;
  public static final DataType LongType = AtomicType.LONG;
  public static final DataType FloatType = AtomicType.FLOAT;
  public static final DataType DoubleType = AtomicType.DOUBLE;
  public static final DataType StringType = AtomicType.STRING;
  public static final DataType BinaryType = AtomicType.BINARY;
  public static final DataType DateType = AtomicType.DATE;
  public static final DataType TimestampType = AtomicType.TIMESTAMP;
  public static final DataType TimestampNTZType = AtomicType.TIMESTAMP_NTZ;

  public static final DataType CalendarIntervalType = AtomicType.INTERVAL;
  public static final DataType VariantType = AtomicType.VARIANT;

  private DataTypes() {}

  public static TimeType createTimeType() {
    return TimeType.MICROS;
  }

  public static TimeType createTimeType(int precision) {
    return new TimeType(precision);
  }

  public static DataType createCharType(int length) {
    return new LimitedType(length, true);
  }

  public static DataType createVarcharType(int length) {
    return new LimitedType(length, false);
  }

  public static DecimalType createDecimalType(int precision, int scale) {
    return new DecimalType(precision, scale);
  }

  public static DecimalType createDecimalType() {
    return new DecimalType(10, 0);
  }

  public static ArrayType createArrayType(DataType elementType) {
    return new ArrayType(elementType);
  }

  public static ArrayType createArrayType(DataType elementType, boolean containsNull) {
    return new ArrayType(elementType, containsNull);
  }

  public static MapType createMapType(DataType keyType, DataType valueType) {
    return new MapType(keyType, valueType);
  }

  public static MapType createMapType(
      DataType keyType, DataType valueType, boolean valueContainsNull) {
    return new MapType(keyType, valueType, valueContainsNull);
  }

  public static StructField createStructField(String name, DataType type, boolean nullable) {
    return new StructField(name, type, nullable);
  }

  public static StructType createStructType(List<StructField> fields) {
    return new StructType(fields);
  }

  public static StructType createStructType(StructField[] fields) {
    return new StructType(List.of(fields));
  }

  public static YearMonthIntervalType createYearMonthIntervalType() {
    return YearMonthIntervalType.YEAR_TO_MONTH;
  }

  public static DayTimeIntervalType createDayTimeIntervalType() {
    return DayTimeIntervalType.DAY_TO_SECOND;
  }
}
