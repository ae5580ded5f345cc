package io.brasa.sql.function;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.CollatedType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.LimitedType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.type.TimeType;
import io.brasa.columnar.type.YearMonthIntervalType;
import io.brasa.sql.expression.Cast;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How values of different types come together, by the rules that Spark has when it follows the SQL
 * standard: numbers widen in the order byte, short, int, long, decimal, double; a float with any
 * other kind of number becomes double; strings take the type of what they meet.
 */
public final class Coercion {
  private static final List<DataType> TIMES =
      List.of(AtomicType.DATE, AtomicType.TIMESTAMP_NTZ, AtomicType.TIMESTAMP);

  private Coercion() {}

  /** The type that values of both types are cast to where one type is needed. */
  public static Optional<DataType> widest(DataType left, DataType right) {
    if (left.equals(right)) return Optional.of(left);
    if (left == AtomicType.NULL) return Optional.of(right);
    if (right == AtomicType.NULL) return Optional.of(left);
    if (isNumeric(left) && isNumeric(right)) return Optional.of(widestNumber(left, right));
    if (TIMES.contains(left) && TIMES.contains(right))
      return Optional.of(TIMES.get(Math.max(TIMES.indexOf(left), TIMES.indexOf(right))));
    if (left == AtomicType.STRING) return withString(right);
    if (right == AtomicType.STRING) return withString(left);
    if (left instanceof CollatedType) return withCollated(right);
    if (right instanceof CollatedType) return withCollated(left);
    return switch (left) {
      case TimeType a when right instanceof TimeType b ->
          Optional.of(a.precision() > b.precision() ? a : b);
      case YearMonthIntervalType a when right instanceof YearMonthIntervalType b ->
          Optional.of(new YearMonthIntervalType(min(a.start(), b.start()), max(a.end(), b.end())));
      case DayTimeIntervalType a when right instanceof DayTimeIntervalType b ->
          Optional.of(new DayTimeIntervalType(min(a.start(), b.start()), max(a.end(), b.end())));
      case ArrayType a when right instanceof ArrayType b ->
          widest(a.elementType(), b.elementType())
              .map(e -> new ArrayType(e, a.containsNull() || b.containsNull()));
      case MapType a when right instanceof MapType b ->
          widest(a.keyType(), b.keyType())
              .flatMap(
                  key ->
                      widest(a.valueType(), b.valueType())
                          .map(
                              value ->
                                  new MapType(
                                      key, value, a.valueContainsNull() || b.valueContainsNull())));
      case StructType a when right instanceof StructType b -> widestStruct(a, b);
      default -> Optional.empty();
    };
  }

  /**
   * As {@link #widest(DataType, DataType)}, but fields of structs go together by their places: the
   * names are those of the left.
   */
  public static Optional<DataType> widestByPlace(DataType left, DataType right) {
    return widest(left, named(right, left));
  }

  /** The type with its fields named as those of another, where these are as many. */
  private static DataType named(DataType type, DataType as) {
    return switch (type) {
      case ArrayType a when as instanceof ArrayType b ->
          new ArrayType(named(a.elementType(), b.elementType()), a.containsNull());
      case StructType a when as instanceof StructType b && a.size() == b.size() -> {
        List<StructField> fields = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
          StructField field = a.field(i);
          DataType inner = named(field.dataType(), b.field(i).dataType());
          fields.add(new StructField(b.field(i).name(), inner, field.nullable()));
        }
        yield new StructType(fields);
      }
      default -> type;
    };
  }

  /**
   * As {@link #widest(DataType, DataType)}, but strings have a common type with strings alone: what
   * looks for values does not guess what a string means.
   */
  public static Optional<DataType> widestWithoutText(DataType left, DataType right) {
    boolean isMixed = (left == AtomicType.STRING) != (right == AtomicType.STRING);
    boolean isNull = left == AtomicType.NULL || right == AtomicType.NULL;
    return isMixed && !isNull ? Optional.empty() : widest(left, right);
  }

  /** The widest type of several, if there is one; of none the type of NULL. */
  public static Optional<DataType> widest(List<? extends Expression> expressions) {
    Optional<DataType> widest = Optional.of(AtomicType.NULL);
    for (Expression expression : expressions)
      widest = widest.flatMap(type -> widest(type, expression.type()));
    return widest;
  }

  private static <E extends Enum<E>> E min(E left, E right) {
    return left.compareTo(right) <= 0 ? left : right;
  }

  private static <E extends Enum<E>> E max(E left, E right) {
    return left.compareTo(right) >= 0 ? left : right;
  }

  /** Whether groups of equal values can be made: not of maps and variants. */
  public static boolean isGroupable(DataType type) {
    return type == AtomicType.INTERVAL || isComparable(type);
  }

  /** Whether values can be compared and sorted: not maps, variants and calendar intervals. */
  public static boolean isComparable(DataType type) {
    return switch (type) {
      case MapType _ -> false;
      case AtomicType atomic -> atomic != AtomicType.VARIANT && atomic != AtomicType.INTERVAL;
      case ArrayType array -> isComparable(array.elementType());
      case StructType struct -> struct.fields().stream().allMatch(f -> isComparable(f.dataType()));
      default -> true;
    };
  }

  /** Whether text with a collation is in it, at any depth. */
  public static boolean hasCollation(DataType type) {
    return switch (type) {
      case CollatedType _ -> true;
      case ArrayType array -> hasCollation(array.elementType());
      case MapType map -> hasCollation(map.keyType()) || hasCollation(map.valueType());
      case StructType struct -> struct.fields().stream().anyMatch(f -> hasCollation(f.dataType()));
      default -> false;
    };
  }

  /** Whether values are numbers. */
  public static boolean isNumeric(DataType type) {
    return type instanceof DecimalType
        || type instanceof AtomicType atomic && (atomic.isIntegral() || atomic.isFractional());
  }

  /** Whether values are whole numbers of a fixed count of bits. */
  public static boolean isIntegral(DataType type) {
    return type instanceof AtomicType atomic && atomic.isIntegral();
  }

  private static boolean isFractional(DataType type) {
    return type instanceof AtomicType atomic && atomic.isFractional();
  }

  private static DataType widestNumber(DataType left, DataType right) {
    if (isFractional(left) || isFractional(right))
      return left == AtomicType.FLOAT && right == AtomicType.FLOAT
          ? AtomicType.FLOAT
          : AtomicType.DOUBLE;
    if (left instanceof DecimalType || right instanceof DecimalType)
      return widestDecimal(asDecimal(left), asDecimal(right));
    AtomicType a = (AtomicType) left;
    AtomicType b = (AtomicType) right;
    return max(a, b);
  }

  private static DecimalType asDecimal(DataType type) {
    return type instanceof DecimalType decimal ? decimal : decimalFor(type);
  }

  /** What holds all values of both; beyond 38 digits those after the point are given up first. */
  public static DecimalType widestDecimal(DecimalType left, DecimalType right) {
    int scale = Math.max(left.scale(), right.scale());
    int range = Math.max(left.precision() - left.scale(), right.precision() - right.scale());
    int excess = Math.max(0, range + scale - DecimalType.MAX_PRECISION);
    return new DecimalType(range + scale - excess, Math.max(0, scale - excess));
  }

  /** The decimal type that holds all values of a type of whole numbers. */
  public static DecimalType decimalFor(DataType integral) {
    return switch (integral) {
      case AtomicType.BYTE -> new DecimalType(3, 0);
      case AtomicType.SHORT -> new DecimalType(5, 0);
      case AtomicType.INTEGER -> new DecimalType(10, 0);
      case AtomicType.LONG -> new DecimalType(20, 0);
      default -> throw new IllegalArgumentException("not a type of whole numbers: " + integral);
    };
  }

  /** The decimal type of an expression of whole or decimal numbers; narrow for literals. */
  public static DecimalType decimalOf(Expression expression) {
    if (expression.type() instanceof DecimalType decimal) return decimal;
    if (expression instanceof Literal(Number value, DataType type) && type != AtomicType.BYTE)
      return new DecimalType(digits(value.longValue()), 0);
    return decimalFor(expression.type());
  }

  private static int digits(long value) {
    return BigDecimal.valueOf(value).precision();
  }

  private static Optional<DataType> withCollated(DataType other) {
    return other instanceof CollatedType ? Optional.empty() : withString(other);
  }

  private static Optional<DataType> withString(DataType other) {
    return switch (other) {
      case AtomicType atomic when atomic.isIntegral() -> Optional.of(AtomicType.LONG);
      case AtomicType atomic when atomic.isFractional() -> Optional.of(AtomicType.DOUBLE);
      case DecimalType _ -> Optional.of(AtomicType.DOUBLE);
      case AtomicType.VARIANT, AtomicType.INTERVAL -> Optional.empty();
      case AtomicType atomic -> Optional.of(atomic);
      case CollatedType _, TimeType _ -> Optional.of(other);
      case LimitedType _ -> Optional.of(AtomicType.STRING);
      case YearMonthIntervalType _, DayTimeIntervalType _ -> Optional.empty();
      case ArrayType _, MapType _, StructType _ -> Optional.empty();
    };
  }

  private static Optional<DataType> widestStruct(StructType left, StructType right) {
    if (left.size() != right.size()) return Optional.empty();
    List<StructField> fields = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      StructField a = left.field(i);
      StructField b = right.field(i);
      Optional<DataType> type = widest(a.dataType(), b.dataType());
      if (type.isEmpty() || !a.name().equalsIgnoreCase(b.name())) return Optional.empty();
      fields.add(new StructField(a.name(), type.get(), a.nullable() || b.nullable()));
    }
    return Optional.of(new StructType(fields));
  }

  /**
   * The expression as a value of the type: itself if it has it, a literal where that loses nothing,
   * else a cast that fails for values which the type does not have.
   */
  public static Expression cast(Expression expression, DataType type) {
    if (expression.type().equals(type)) return expression;
    if (expression instanceof Literal(Object value, DataType from)) {
      if (value == null) return new Literal(null, type);
      Optional<Literal> folded = fold(value, from, type);
      if (folded.isPresent()) return folded.get();
    }
    return new Cast(expression, type, Cast.Mode.ANSI);
  }

  /** Whole and decimal numbers as numbers of other types, if they fit exactly. */
  private static Optional<Literal> fold(Object value, DataType from, DataType type) {
    if (!isIntegral(from) && !(from instanceof DecimalType)) return Optional.empty();
    BigDecimal number =
        value instanceof BigDecimal decimal
            ? decimal
            : BigDecimal.valueOf(((Number) value).longValue());
    try {
      return switch (type) {
        case AtomicType.BYTE -> Optional.of(new Literal(number.byteValueExact(), type));
        case AtomicType.SHORT -> Optional.of(new Literal(number.shortValueExact(), type));
        case AtomicType.INTEGER -> Optional.of(new Literal(number.intValueExact(), type));
        case AtomicType.LONG -> Optional.of(new Literal(number.longValueExact(), type));
        case AtomicType.FLOAT -> Optional.of(new Literal(number.floatValue(), type));
        case AtomicType.DOUBLE -> Optional.of(new Literal(number.doubleValue(), type));
        case DecimalType decimal -> {
          BigDecimal scaled = number.setScale(decimal.scale());
          yield scaled.precision() > decimal.precision()
              ? Optional.empty()
              : Optional.of(new Literal(scaled, type));
        }
        default -> Optional.empty();
      };
    } catch (ArithmeticException _) {
      return Optional.empty();
    }
  }

  /**
   * The expression as an argument of a function that wants the type; empty if the function does not
   * take it. Numbers become other numbers, whole ones lose their fraction, strings and other plain
   * values become each other, dates and timestamps too.
   */
  public static Optional<Expression> implicit(Expression expression, DataType type) {
    return isImplicit(expression.type(), type)
        ? Optional.of(cast(expression, type))
        : Optional.empty();
  }

  private static boolean isImplicit(DataType from, DataType to) {
    if (from.equals(to) || from == AtomicType.NULL) return true;
    if (from instanceof CollatedType) return isImplicit(AtomicType.STRING, to);
    if (isNumeric(to)) return isNumeric(from) || from == AtomicType.STRING;
    boolean isAtomic =
        !(from instanceof ArrayType || from instanceof MapType || from instanceof StructType);
    return switch (to) {
      case AtomicType.STRING -> isAtomic && from != AtomicType.VARIANT;
      case AtomicType.VARIANT, AtomicType.INTERVAL -> false;
      case CollatedType _, LimitedType _ -> isImplicit(from, AtomicType.STRING);
      case TimeType _ -> from instanceof TimeType || from == AtomicType.STRING;
      case AtomicType.DATE, AtomicType.TIMESTAMP, AtomicType.TIMESTAMP_NTZ ->
          TIMES.contains(from) || from == AtomicType.STRING;
      case AtomicType _ -> from == AtomicType.STRING;
      case DecimalType _ -> false;
      case YearMonthIntervalType _ ->
          from instanceof YearMonthIntervalType || from == AtomicType.STRING;
      case DayTimeIntervalType _ ->
          from instanceof DayTimeIntervalType || from == AtomicType.STRING;
      case ArrayType a ->
          from instanceof ArrayType b && isImplicit(b.elementType(), a.elementType());
      case MapType a ->
          from instanceof MapType b
              && isImplicit(b.keyType(), a.keyType())
              && isImplicit(b.valueType(), a.valueType());
      case StructType a -> from instanceof StructType b && areImplicit(b, a);
    };
  }

  private static boolean areImplicit(StructType from, StructType to) {
    if (from.size() != to.size()) return false;
    for (int i = 0; i < from.size(); i++) {
      if (!isImplicit(from.field(i).dataType(), to.field(i).dataType())) return false;
    }
    return true;
  }
}
