package io.brasa.sql.cast;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.LimitedType;
import io.brasa.columnar.vector.Vector;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Cast;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.Kernel;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.ByteSink;
import io.brasa.sql.kernel.PerRow;

/**
 * What columns of CHAR and VARCHAR take: text that is too long loses spaces at its end, and fails
 * if that does not help; that of CHAR is filled up with spaces.
 */
final class LimitedText {
  private LimitedText() {}

  static Kernel kernel(CastTarget target, LimitedType type, EvaluationSettings settings) {
    Kernel checked =
        PerRow.STRICT.bytes(type, (arguments, out) -> write(target, type, arguments, out));
    if (target.from() == AtomicType.STRING) return checked;
    Cast.Mode mode = target.isNullOnFailure() ? Cast.Mode.TRY : Cast.Mode.ANSI;
    Kernel text = Casts.kernel(target.from(), AtomicType.STRING, mode, settings);
    return (arguments, length, rows) ->
        checked.apply(new Vector[] {text.apply(arguments, length, rows)}, length, rows);
  }

  private static void write(
      CastTarget target, LimitedType type, Arguments arguments, ByteSink out) {
    byte[] bytes = arguments.bytes(0);
    int from = arguments.start(0);
    int end = arguments.end(0);
    int count = 0;
    int at = from;
    while (at < end && count < type.length()) {
      at++;
      while (at < end && (bytes[at] & 0xC0) == 0x80) at++;
      count++;
    }
    for (int i = at; i < end; i++) {
      if (bytes[i] == ' ') continue;
      if (!target.isNullOnFailure())
        throw Failures.invalidArgument(
            "A column of " + type.sql(),
            "'" + arguments.text(0) + "', which has more than " + type.length() + " characters",
            "shorter text, or cut it with left(…, " + type.length() + ")");
      arguments.giveNull();
      return;
    }
    out.write(bytes, from, at);
    for (int i = count; type.isFixed() && i < type.length(); i++) out.write(' ');
  }
}
