package io.brasa.sql.function.time;

import static io.brasa.columnar.type.AtomicType.DATE;
import static io.brasa.columnar.type.AtomicType.STRING;
import static io.brasa.columnar.type.AtomicType.TIMESTAMP;
import static io.brasa.columnar.type.AtomicType.TIMESTAMP_NTZ;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.TimeType;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.PerRow;
import io.brasa.sql.kernel.ZoneShift;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Moments made of a date and a time of a day. */
final class DateAndTime {
  private DateAndTime() {}

  /** The call that functions which make moments mean when they are given both, perhaps a zone. */
  static Optional<Expression> of(
      String name, DataType type, List<Expression> arguments, boolean isStrict) {
    int count = arguments.size();
    if (count < 2 || count > 3) return Optional.empty();
    boolean isLocal = type == TIMESTAMP_NTZ;
    if (isLocal && count == 3) return Optional.empty();
    DataType time =
        arguments.get(1).type() instanceof TimeType given ? given : (DataType) TimeType.MICROS;
    List<Expression> coerced =
        count == 2
            ? Signature.coerce(name, arguments, 2, DATE, time)
            : Signature.coerce(name, arguments, 3, DATE, time, STRING);
    boolean isNullable = !isStrict || Signature.anyNullable(coerced);
    Expression local =
        new Call("__date_and_time", coerced.subList(0, 2), TIMESTAMP_NTZ, isNullable);
    if (count == 2) return Optional.of(Coercion.cast(local, type));
    return Optional.of(
        new Call(
            "__date_and_time",
            List.of(coerced.get(0), coerced.get(1), coerced.get(2)),
            TIMESTAMP,
            isNullable));
  }

  static Function joined() {
    return new Function.Scalar(
        "__date_and_time",
        (arguments, _) -> {
          throw Signature.mismatch("__date_and_time", arguments);
        },
        (call, _) ->
            PerRow.STRICT.longs(
                call.type(),
                a -> {
                  long local = a.intAt(0) * ZoneShift.MICROS_PER_DAY + a.longAt(1);
                  if (a.count() == 2) return local;
                  ZoneId zone = TimestampFunctions.zone("make_timestamp", a.text(2));
                  return new ZoneShift(zone).fromLocal(local);
                }));
  }
}
