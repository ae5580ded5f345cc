package io.brasa.sql.cast;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.CollatedType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.LimitedType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.type.TimeType;
import io.brasa.columnar.type.YearMonthIntervalType;
import io.brasa.columnar.vector.Vectors;
import io.brasa.sql.expression.Cast;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.Kernel;
import java.util.Optional;

/** Makes kernels of casts. */
public final class Casts {
  private Casts() {}

  /** Whether there is a cast from a type to another; which values have one is another matter. */
  public static boolean isPossible(DataType given, DataType to) {
    if (given.equals(to) || given == AtomicType.NULL) return true;
    DataType from = isTextual(given) ? AtomicType.STRING : given;
    if (from == AtomicType.VARIANT || to == AtomicType.VARIANT)
      return VariantCasts.isPossible(from, to);
    boolean isText = from == AtomicType.STRING;
    return switch (to) {
      case AtomicType atomic -> isPossible(from, atomic);
      case CollatedType _, LimitedType _ -> isPossible(from, AtomicType.STRING);
      case TimeType _ -> isText || from instanceof TimeType;
      case DecimalType _ -> isNumeric(from) || isInterval(from) || from instanceof TimeType;
      case YearMonthIntervalType _ ->
          isText || from instanceof YearMonthIntervalType || isExact(from);
      case DayTimeIntervalType _ -> isText || from instanceof DayTimeIntervalType || isExact(from);
      case ArrayType a ->
          from instanceof ArrayType b && isPossible(b.elementType(), a.elementType());
      case MapType a ->
          from instanceof MapType b
              && isPossible(b.keyType(), a.keyType())
              && isPossible(b.valueType(), a.valueType());
      case StructType a -> from instanceof StructType b && arePossible(b, a);
    };
  }

  /** Whether values lie as those of STRING do, under another type. */
  private static boolean isTextual(DataType type) {
    return type instanceof CollatedType || type instanceof LimitedType;
  }

  private static boolean isPossible(DataType from, AtomicType to) {
    boolean isText = from == AtomicType.STRING;
    return switch (to) {
      case NULL, VARIANT -> false;
      case STRING -> true;
      case BINARY, INTERVAL -> isText;
      case BOOLEAN -> isText || isNumber(from);
      case DATE, TIMESTAMP_NTZ -> isText || isPoint(from);
      case TIMESTAMP -> isText || isPoint(from) || isNumber(from);
      case BYTE, SHORT, INTEGER, LONG ->
          isNumeric(from) || isInterval(from) || from instanceof TimeType;
      case FLOAT, DOUBLE -> isNumeric(from);
    };
  }

  /** Whether numbers can be made of a type's values. */
  private static boolean isNumeric(DataType from) {
    return from == AtomicType.STRING
        || isNumber(from)
        || from == AtomicType.BOOLEAN
        || from == AtomicType.TIMESTAMP;
  }

  private static boolean arePossible(StructType from, StructType to) {
    if (from.size() != to.size()) return false;
    for (int i = 0; i < from.size(); i++) {
      if (!isPossible(from.field(i).dataType(), to.field(i).dataType())) return false;
    }
    return true;
  }

  static boolean isWhole(DataType type) {
    return type instanceof AtomicType atomic && atomic.isIntegral();
  }

  static boolean isNumber(DataType type) {
    return type instanceof DecimalType
        || type instanceof AtomicType atomic && (atomic.isIntegral() || atomic.isFractional());
  }

  private static boolean isExact(DataType type) {
    return isWhole(type) || type instanceof DecimalType;
  }

  private static boolean isPoint(DataType type) {
    return type == AtomicType.DATE
        || type == AtomicType.TIMESTAMP
        || type == AtomicType.TIMESTAMP_NTZ;
  }

  private static boolean isInterval(DataType type) {
    return type instanceof YearMonthIntervalType || type instanceof DayTimeIntervalType;
  }

  /**
   * The kernel of one argument that casts it.
   *
   * @throws IllegalArgumentException if there is none, see {@link #isPossible}
   */
  public static Kernel kernel(
      DataType given, DataType to, Cast.Mode mode, EvaluationSettings settings) {
    if (given.equals(to)) return (arguments, _, _) -> arguments[0];
    if (given == AtomicType.NULL) return (_, length, _) -> Vectors.nulls(to, length);
    boolean isText = given == AtomicType.STRING || isTextual(given);
    if (isText && (to == AtomicType.STRING || to instanceof CollatedType))
      return CollatedText.retyping(to);
    DataType from = isText ? AtomicType.STRING : given;
    if (from == AtomicType.VARIANT || to == AtomicType.VARIANT)
      return VariantCasts.kernel(from, to, mode, settings);
    CastTarget target = new CastTarget(from, to, mode == Cast.Mode.TRY || !settings.isAnsi());
    Optional<Kernel> fast = NumberCasts.fast(target);
    if (fast.isPresent()) return fast.get();
    return switch (to) {
      case AtomicType atomic -> kernel(target, atomic, settings);
      case CollatedType _ -> StringCasts.kernel(target, settings);
      case LimitedType limited -> LimitedText.kernel(target, limited, settings);
      case TimeType type -> TimeOfDay.kernel(target, type);
      case DecimalType decimal -> DecimalCasts.kernel(target, decimal);
      case YearMonthIntervalType _, DayTimeIntervalType _ -> TimeCasts.kernel(target, settings);
      case ArrayType _, MapType _, StructType _ -> NestedCasts.kernel(target, mode, settings);
    };
  }

  private static Kernel kernel(CastTarget target, AtomicType to, EvaluationSettings settings) {
    return switch (to) {
      case STRING -> StringCasts.kernel(target, settings);
      case BINARY -> StringCasts.binary(target);
      case BOOLEAN -> NumberCasts.truth(target);
      case BYTE, SHORT, INTEGER, LONG -> WholeCasts.kernel(target);
      case FLOAT, DOUBLE -> NumberCasts.real(target);
      case DATE, TIMESTAMP, TIMESTAMP_NTZ, INTERVAL, NULL, VARIANT ->
          TimeCasts.kernel(target, settings);
    };
  }

  static IllegalArgumentException impossible(CastTarget target) {
    return new IllegalArgumentException("no cast from " + target.from() + " to " + target.to());
  }
}
