package io.brasa.sql.analysis;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.CollatedType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.type.TimeType;
import io.brasa.columnar.type.YearMonthIntervalType;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.syntax.Origin;

/** What columns of tables take without a cast: by the rules of the SQL standard, as Spark does. */
public final class Storing {
  private Storing() {}

  /**
   * A value as one of a column.
   *
   * @throws io.brasa.runtime.error.EngineException with {@code TYPE_MISMATCH} if the column takes
   *     no such values
   */
  public static Expression stored(Expression value, String column, DataType type, Origin origin) {
    if (!isAssignable(value.type(), type))
      throw QueryErrors.at(
          SqlError.TYPE_MISMATCH,
          origin,
          "The column "
              + column
              + " is of type "
              + type.sql()
              + ", which takes no value of type "
              + value.type().sql(),
          "Cast the value");
    return Coercion.cast(value, type);
  }

  private static boolean isAssignable(DataType from, DataType to) {
    if (from.equals(to) || from == AtomicType.NULL) return true;
    if (Coercion.isNumeric(to)) return Coercion.isNumeric(from);
    return switch (to) {
      case ArrayType a ->
          from instanceof ArrayType b && isAssignable(b.elementType(), a.elementType());
      case MapType a ->
          from instanceof MapType b
              && isAssignable(b.keyType(), a.keyType())
              && isAssignable(b.valueType(), a.valueType());
      case StructType a -> from instanceof StructType b && areAssignable(b, a);
      case TimeType _ -> from instanceof TimeType;
      case CollatedType _ -> from == AtomicType.STRING || from instanceof CollatedType;
      case YearMonthIntervalType _ -> from instanceof YearMonthIntervalType;
      case DayTimeIntervalType _ -> from instanceof DayTimeIntervalType;
      case AtomicType.STRING ->
          !(from instanceof ArrayType || from instanceof MapType || from instanceof StructType)
              && from != AtomicType.BINARY;
      default -> isTime(from) && isTime(to);
    };
  }

  private static boolean areAssignable(StructType from, StructType to) {
    if (from.size() != to.size()) return false;
    for (int i = 0; i < from.size(); i++)
      if (!isAssignable(from.field(i).dataType(), to.field(i).dataType())) return false;
    return true;
  }

  private static boolean isTime(DataType type) {
    return type == AtomicType.DATE
        || type == AtomicType.TIMESTAMP
        || type == AtomicType.TIMESTAMP_NTZ;
  }
}
