package io.brasa.sql.function.time;

import static io.brasa.columnar.type.AtomicType.DATE;
import static io.brasa.columnar.type.AtomicType.INTEGER;
import static io.brasa.columnar.type.AtomicType.STRING;
import static io.brasa.columnar.type.AtomicType.TIMESTAMP;
import static io.brasa.columnar.type.AtomicType.TIMESTAMP_NTZ;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.cast.TimeText;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Kernel;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.Definition;
import io.brasa.sql.kernel.PerRow;
import io.brasa.sql.kernel.ZoneShift;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names of days and months, clocks of other zones, and moments made of their parts. */
public final class NameFunctions {
  private static final String DAYS = "MonTueWedThuFriSatSun";
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

  private NameFunctions() {}

  public static List<Function> all() {
    return List.of(
        Definition.of("dayname", DATE)
            .text((a, out) -> out.write(name(DAYS, CivilDate.dayOfWeek(a.intAt(0))))),
        Definition.of("monthname", DATE)
            .text(
                (a, out) -> out.write(name(MONTHS, CivilDate.month(CivilDate.of(a.intAt(0))) - 1))),
        convert(),
        made("make_timestamp_ltz", TIMESTAMP, false),
        made("make_timestamp_ntz", TIMESTAMP_NTZ, false),
        made("try_make_timestamp", TIMESTAMP, true),
        made("try_make_timestamp_ltz", TIMESTAMP, true),
        made("try_make_timestamp_ntz", TIMESTAMP_NTZ, true),
        DateAndTime.joined(),
        FormatFunctions.reading("to_timestamp_ltz", TIMESTAMP, false),
        FormatFunctions.reading("to_timestamp_ntz", TIMESTAMP_NTZ, false));
  }

  private static String name(String names, int index) {
    return names.substring(3 * index, 3 * index + 3);
  }

  /** What a clock of one zone shows when that of another shows this time. */
  private static Function convert() {
    return new Function.Scalar(
        "convert_timezone",
        (given, settings) -> {
          Signature.count("convert_timezone", given, 2, 3);
          List<Expression> arguments = new ArrayList<>(given);
          if (given.size() == 2) arguments.addFirst(Literal.of(settings.zone().getId()));
          return Signature.of("convert_timezone", TIMESTAMP_NTZ, 3, STRING, STRING, TIMESTAMP_NTZ)
              .resolve(arguments, settings);
        },
        (call, _) ->
            PerRow.STRICT.longs(
                call.type(),
                a -> {
                  ZoneId from = TimestampFunctions.zone("convert_timezone", a.text(0));
                  ZoneId to = TimestampFunctions.zone("convert_timezone", a.text(1));
                  return new ZoneShift(to).toLocal(new ZoneShift(from).fromLocal(a.longAt(2)));
                }));
  }

  private static Function made(String name, DataType type, boolean isTry) {
    boolean hasZone = type == TIMESTAMP;
    DataType seconds = new DecimalType(16, 6);
    DataType[] parameters =
        hasZone
            ? new DataType[] {INTEGER, INTEGER, INTEGER, INTEGER, INTEGER, seconds, STRING}
            : new DataType[] {INTEGER, INTEGER, INTEGER, INTEGER, INTEGER, seconds};
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          Optional<Expression> ofBoth = DateAndTime.of(name, type, arguments, !isTry);
          if (ofBoth.isPresent()) return ofBoth.get();
          List<Expression> coerced = Signature.coerce(name, arguments, 6, parameters);
          return new Call(name, coerced, type, isTry || Signature.anyNullable(coerced));
        },
        (call, settings) -> made(call, settings, isTry));
  }

  private static Kernel made(Call call, EvaluationSettings settings, boolean isTry) {
    ZoneShift zone = new ZoneShift(call.type() == TIMESTAMP ? settings.zone() : ZoneOffset.UTC);
    return PerRow.STRICT.longs(
        call.type(),
        a -> {
          try {
            return micros(a, zone);
          } catch (EngineException e) {
            if (!isTry) throw e;
            a.giveNull();
            return TimeText.NONE;
          }
        });
  }

  private static long micros(Arguments a, ZoneShift zone) {
    return a.count() < 7
        ? zone.fromLocal(TimestampFunctions.local(a))
        : new ZoneShift(TimestampFunctions.zone("make_timestamp", a.text(6)))
            .fromLocal(TimestampFunctions.local(a));
  }
}
