package io.brasa.sql;

import io.brasa.core.closure.FunctionTypes;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.syntax.Origin;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Iterator;
import java.util.Optional;

/** Finds encoders for what functions of the program's give. */
final class ResultTypes {
  private ResultTypes() {}

  /** Of a function's result. */
  static <U> Encoder<U> of(Object function, Origin origin) {
    return found(FunctionTypes.result(function), "gives", origin);
  }

  /** Of what the iterator has that a function gives. */
  static <U> Encoder<U> ofElements(Object function, Origin origin) {
    Optional<Type> element =
        FunctionTypes.result(function)
            .filter(type -> type instanceof ParameterizedType p && p.getRawType() == Iterator.class)
            .map(type -> ((ParameterizedType) type).getActualTypeArguments()[0]);
    return found(element, "has in its iterator", origin);
  }

  private static <U> Encoder<U> found(Optional<Type> type, String what, Origin origin) {
    return type.isPresent()
        ? Encoders.ofKnown(type.get())
        : Encoder.opaque(
            Object.class,
            QueryErrors.at(
                SqlError.RESULT_TYPE_UNKNOWN,
                origin,
                "The rows have no columns that are known: what the function "
                    + what
                    + " cannot be known from it, since a lambda says nothing of type arguments",
                "Give an encoder behind the function, such as Encoders.STRING() or"
                    + " Encoders.of(Person.class), or say .as(Person.class); functions of values"
                    + " need neither"));
  }

  /** As {@link #of}, of what must have columns: keys are compared by them. */
  static <K> Encoder<K> ofKeys(Object function, Origin origin) {
    Encoder<K> found = of(function, origin);
    found.requireColumns();
    return found;
  }

  /** The error of a function that has no room for what it is asked for. */
  static EngineException unsupported(Origin origin, String what, String remedy) {
    return QueryErrors.at(SqlError.SQL_UNSUPPORTED, origin, what, remedy);
  }
}
