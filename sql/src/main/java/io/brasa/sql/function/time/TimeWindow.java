package io.brasa.sql.function.time;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.Signature;
import java.util.List;

/**
 * The windows of {@code window(time, length, slide, start)}: stretches of time of one length that
 * begin every {@code slide}, counted from {@code start} behind the beginning of 1970 in UTC.
 *
 * @param time a TIMESTAMP or TIMESTAMP_NTZ
 * @param lengthMicros of each window
 * @param slideMicros from the beginning of one to that of the next, at most the length
 * @param startMicros less than the slide
 */
public record TimeWindow(Expression time, long lengthMicros, long slideMicros, long startMicros) {
  static final String NAME = "window";
  static final String BOUND = "__window_bound";

  /**
   * Of the arguments of a call. Fails with {@code ARGUMENT_MISMATCH} or {@code
   * INVALID_ARGUMENT_VALUE}.
   */
  public static TimeWindow of(List<Expression> arguments) {
    Signature.count(NAME, arguments, 2, 4);
    long length = micros(arguments, 1);
    long slide = arguments.size() > 2 ? micros(arguments, 2) : length;
    long start = arguments.size() > 3 ? micros(arguments, 3) : 0;
    if (length <= 0 || slide <= 0)
      throw Failures.invalidArgument(
          NAME, "a length that is not positive", "a time such as '10 minutes'");
    if (slide > length)
      throw Failures.invalidArgument(
          NAME,
          "windows that begin further apart than they are long",
          "a slide of at most the length");
    if (Math.abs(start) >= slide)
      throw Failures.invalidArgument(
          NAME, "a start beyond the slide", "a start of less than the time between two windows");
    return new TimeWindow(time(NAME, arguments), length, slide, start);
  }

  private static long micros(List<Expression> arguments, int index) {
    return arguments.get(index) instanceof Literal literal
        ? Spans.micros(NAME, literal)
        : Spans.refused(NAME, arguments, index);
  }

  /** What a call goes by: a time, or of a window its last moment. */
  static Expression time(String function, List<Expression> arguments) {
    Expression given = arguments.getFirst();
    if (isWindow(given.type())) return WindowFunctions.lastMoment(given);
    if (given.type() == AtomicType.TIMESTAMP_NTZ) return given;
    boolean isTime =
        given.type() == AtomicType.TIMESTAMP
            || given.type() == AtomicType.DATE
            || given.type() == AtomicType.STRING;
    if (!isTime) throw Signature.mismatch(function, arguments, 0, "a TIMESTAMP, or a window");
    return Coercion.cast(given, AtomicType.TIMESTAMP);
  }

  /** Whether values are what {@code window} gives. */
  static boolean isWindow(DataType type) {
    return type instanceof StructType struct
        && struct.size() == 2
        && struct.field(0).name().equalsIgnoreCase("start")
        && struct.field(1).name().equalsIgnoreCase("end")
        && struct.field(0).dataType().equals(struct.field(1).dataType())
        && (struct.field(0).dataType() == AtomicType.TIMESTAMP
            || struct.field(0).dataType() == AtomicType.TIMESTAMP_NTZ);
  }

  /** Whether each moment is in one window. */
  public boolean isTumbling() {
    return lengthMicros == slideMicros;
  }

  /** In how many windows a moment is at most. */
  public int count() {
    return Math.toIntExact(Math.ceilDiv(lengthMicros, slideMicros));
  }

  /** The last window that began before the time. */
  public Expression last() {
    return before(Literal.of(0L));
  }

  /**
   * The window that began so many before the last.
   *
   * @param number a BIGINT
   */
  public Expression before(Expression number) {
    return struct(bound(0, number), bound(lengthMicros, number));
  }

  private Expression bound(long behind, Expression number) {
    List<Expression> arguments =
        List.of(time, Literal.of(slideMicros), Literal.of(startMicros), Literal.of(behind), number);
    return new Call(BOUND, arguments, time.type(), time.nullable());
  }

  /** A window by its bounds. */
  public static Expression struct(Expression start, Expression end) {
    StructType type =
        new StructType(
            List.of(
                new StructField("start", start.type(), start.nullable()),
                new StructField("end", end.type(), end.nullable())));
    return new Call("struct", List.of(start, end), type, false);
  }
}
