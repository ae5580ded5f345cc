package io.brasa.sql.analysis;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.CalendarInterval;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.YearMonthIntervalType;
import io.brasa.sql.cast.IntervalText;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Syntax;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.HexFormat;

/** How constants are shown in names of columns. */
final class ConstantText {
  private ConstantText() {}

  static String of(Syntax.Constant constant) {
    return switch (constant.value()) {
      case null -> "NULL";
      case BigDecimal decimal -> decimal.toPlainString();
      case LocalDate date -> "DATE '" + date + "'";
      case byte[] bytes -> "X'" + HexFormat.of().withUpperCase().formatHex(bytes) + "'";
      case Period months when constant.type() instanceof YearMonthIntervalType type ->
          IntervalText.of(type, Math.toIntExact(months.toTotalMonths()));
      case Duration time when constant.type() instanceof DayTimeIntervalType type ->
          IntervalText.of(type, time.getSeconds() * 1_000_000 + time.getNano() / 1_000);
      case CalendarInterval interval -> "INTERVAL '" + interval + "'";
      default -> constant.value().toString();
    };
  }

  /** Whether a cast is how the text writes a constant: {@code TIMESTAMP'2026-01-31'}. */
  static boolean isLiteral(Syntax.Cast cast) {
    boolean isTime = cast.type() == AtomicType.TIMESTAMP || cast.type() == AtomicType.TIMESTAMP_NTZ;
    return isTime
        && cast.expression() instanceof Syntax.Constant
        && cast.origin() instanceof Origin.Text(String text, int from, int _)
        && text.regionMatches(true, from, "TIMESTAMP", 0, "TIMESTAMP".length());
  }

  static String of(Syntax.Cast literal) {
    String text = String.valueOf(((Syntax.Constant) literal.expression()).value());
    boolean isDay = text.length() == "2026-01-31".length();
    return literal.type().sql() + " '" + text.replace('T', ' ') + (isDay ? " 00:00:00'" : "'");
  }
}
