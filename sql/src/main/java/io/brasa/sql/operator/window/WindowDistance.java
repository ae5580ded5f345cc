package io.brasa.sql.operator.window;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.WindowCall.Bound;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;

/** Finds rows whose key differs by a distance: frames of RANGE with an offset. */
final class WindowDistance {
  private final DataType type;
  private final Object distance;
  private final int sign;
  private final boolean isDescending;

  WindowDistance(DataType type, Bound.Offset offset, boolean isDescending) {
    this.type = type;
    this.distance = offset.distance().value();
    this.isDescending = isDescending;
    this.sign = offset.isPreceding() != isDescending ? -1 : 1;
  }

  /**
   * One edge of the frames of the rows from {@code first} to {@code end}. Rows whose key is null
   * see each other. Keys rise or fall, so that no edge is before that of the row before.
   */
  void edges(
      Vector keys, int[] peerStarts, int[] peerOf, int first, int end, boolean isEnd, int[] edges) {
    int from = first;
    while (from < end && keys.isNullAt(from)) from++;
    int to = end;
    while (to > from && keys.isNullAt(to - 1)) to--;
    for (int row = first; row < end; row++) {
      if (row >= from && row < to) continue;
      edges[row] = peerStarts[peerOf[row] + (isEnd ? 1 : 0)];
    }
    int at = from;
    for (int row = from; row < to; row++) {
      Comparable<Object> limit = shifted(Values.get(keys, row));
      while (at < to && isBefore(Values.get(keys, at), limit, isEnd)) at++;
      edges[row] = at;
    }
  }

  /** Whether a row lies before the edge. */
  private boolean isBefore(Object value, Comparable<Object> limit, boolean isEnd) {
    int order = -limit.compareTo(comparable(value));
    if (isDescending) order = -order;
    return isEnd ? order <= 0 : order < 0;
  }

  @SuppressWarnings("unchecked")
  private static Comparable<Object> comparable(Object value) {
    Object wide =
        switch (value) {
          case Byte v -> BigDecimal.valueOf(v);
          case Short v -> BigDecimal.valueOf(v);
          case Integer v -> BigDecimal.valueOf(v);
          case Long v -> BigDecimal.valueOf(v);
          case Float v -> v.doubleValue();
          case LocalDate v -> v.atStartOfDay();
          case Instant v -> LocalDateTime.ofInstant(v, ZoneOffset.UTC);
          default -> value;
        };
    return (Comparable<Object>) wide;
  }

  @SuppressWarnings("unchecked")
  private Comparable<Object> shifted(Object value) {
    Object shifted =
        switch ((Object) comparable(value)) {
          case BigDecimal number -> number.add(decimal().multiply(BigDecimal.valueOf(sign)));
          case Double number -> (Double) (number + sign * ((Number) distance).doubleValue());
          case LocalDateTime time -> shifted(time);
          case Duration duration -> duration.plus(((Duration) distance).multipliedBy(sign));
          default -> throw unsupported();
        };
    return (Comparable<Object>) shifted;
  }

  private BigDecimal decimal() {
    return distance instanceof BigDecimal exact
        ? exact
        : BigDecimal.valueOf(((Number) distance).longValue());
  }

  private LocalDateTime shifted(LocalDateTime time) {
    return switch (distance) {
      case Period months -> time.plus(months.multipliedBy(sign));
      case Duration duration -> time.plus(duration.multipliedBy(sign));
      case Number days when type == AtomicType.DATE -> time.plusDays(sign * days.longValue());
      default -> throw unsupported();
    };
  }

  private EngineException unsupported() {
    return new EngineException(
        SqlError.SQL_UNSUPPORTED,
        "A window frame of RANGE cannot go " + distance + " from a key of type " + type,
        "Order by a number, a date or a time, or use ROWS");
  }
}
