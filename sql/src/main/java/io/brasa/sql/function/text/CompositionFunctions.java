package io.brasa.sql.function.text;

import static io.brasa.columnar.type.AtomicType.BINARY;
import static io.brasa.columnar.type.AtomicType.DOUBLE;
import static io.brasa.columnar.type.AtomicType.INTEGER;
import static io.brasa.columnar.type.AtomicType.STRING;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.vector.ArrayBuilder;
import io.brasa.columnar.vector.ArrayVector;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Kernel;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.ByteSink;
import io.brasa.sql.kernel.Column;
import io.brasa.sql.kernel.Definition;
import io.brasa.sql.kernel.PerRow;
import io.brasa.sql.kernel.Utf8;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.IllegalFormatException;
import java.util.List;
import java.util.Locale;

/** Strings made of several values. */
final class CompositionFunctions {
  /** What Java's own formats have room for. */
  private static final int MAX_FRACTION = 340;

  private CompositionFunctions() {}

  static List<Function> all() {
    Function concat =
        new Function.Scalar(
            "concat", (arguments, _) -> concat(arguments), (call, _) -> concatKernel(call));
    Function format =
        new Function.Scalar(
            "format_string",
            (arguments, _) -> {
              Signature.count("format_string", arguments, 1, Integer.MAX_VALUE);
              List<Expression> coerced = new ArrayList<>(arguments);
              coerced.set(0, Signature.coerceOne("format_string", arguments, 0, STRING));
              return new Call("format_string", coerced, STRING, arguments.getFirst().nullable());
            },
            (_, _) -> PerRow.LENIENT.bytes(STRING, CompositionFunctions::format));
    return List.of(
        concat,
        Definition.alias("||", concat),
        new Function.Scalar(
            "concat_ws",
            (arguments, _) -> joined(arguments),
            (_, _) -> PerRow.LENIENT.bytes(STRING, CompositionFunctions::join)),
        pad("lpad", true),
        pad("rpad", false),
        overlay(),
        format,
        Definition.alias("printf", format),
        number());
  }

  private static Expression concat(List<Expression> arguments) {
    if (arguments.isEmpty()) return Literal.of("");
    List<Expression> coerced;
    boolean isNested = arguments.stream().anyMatch(a -> a.type() instanceof ArrayType);
    boolean isBinary = arguments.stream().allMatch(a -> a.type() == BINARY);
    if (isNested) {
      for (int i = 0; i < arguments.size(); i++)
        if (!(arguments.get(i).type() instanceof ArrayType))
          throw Signature.mismatch("concat", arguments, i, "an array, as others are");
    }
    if (isNested || isBinary) {
      coerced = Signature.same("concat", arguments);
    } else {
      coerced = new ArrayList<>();
      for (int i = 0; i < arguments.size(); i++)
        coerced.add(Signature.coerceOne("concat", arguments, i, STRING));
    }
    return new Call("concat", coerced, coerced.getFirst().type(), Signature.anyNullable(coerced));
  }

  private static Kernel concatKernel(Call call) {
    if (call.type() instanceof ArrayType)
      return PerRow.STRICT.values(
          call.type(),
          (a, out) -> {
            ArrayBuilder array = (ArrayBuilder) out;
            for (int i = 0; i < a.count(); i++)
              array.elements().appendRange(a.elements(i), a.start(i), a.end(i));
            array.endRow();
          });
    return PerRow.STRICT.bytes(
        call.type(),
        (a, out) -> {
          for (int i = 0; i < a.count(); i++) out.write(a.bytes(i), a.start(i), a.end(i));
        });
  }

  private static Expression joined(List<Expression> arguments) {
    Signature.count("concat_ws", arguments, 1, Integer.MAX_VALUE);
    List<Expression> coerced = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      boolean isArray = i > 0 && arguments.get(i).type() instanceof ArrayType;
      DataType type = isArray ? new ArrayType(STRING) : STRING;
      coerced.add(Signature.coerceOne("concat_ws", arguments, i, type));
    }
    return new Call("concat_ws", coerced, STRING, coerced.getFirst().nullable());
  }

  private static void join(Arguments a, ByteSink out) {
    if (a.isNull(0)) {
      a.giveNull();
      return;
    }
    boolean isFirst = true;
    for (int i = 1; i < a.count(); i++) {
      if (a.isNull(i)) continue;
      if (!(a.column(i).flat() instanceof ArrayVector array)) {
        isFirst = piece(a, out, isFirst, a.bytes(i), a.start(i), a.end(i));
        continue;
      }
      Column elements = Column.of(array.elements());
      for (int j = a.start(i); j < a.end(i); j++) {
        if (!elements.isNull(j))
          isFirst = piece(a, out, isFirst, elements.bytes(), elements.start(j), elements.end(j));
      }
    }
  }

  private static boolean piece(
      Arguments a, ByteSink out, boolean isFirst, byte[] bytes, int from, int to) {
    if (!isFirst) out.write(a.bytes(0), a.start(0), a.end(0));
    out.write(bytes, from, to);
    return false;
  }

  private static Function overlay() {
    return new Function.Scalar(
        "overlay",
        (arguments, settings) -> {
          DataType type = bytesOrText(arguments);
          return Signature.of("overlay", type, 3, type, type, INTEGER, INTEGER)
              .resolve(arguments, settings);
        },
        (call, _) ->
            PerRow.STRICT.bytes(
                call.type(),
                call.type() == BINARY
                    ? CompositionFunctions::overlayBytes
                    : CompositionFunctions::overlay));
  }

  /** Binary if the first argument is. */
  private static DataType bytesOrText(List<Expression> arguments) {
    return !arguments.isEmpty() && arguments.getFirst().type() == BINARY ? BINARY : STRING;
  }

  private static void overlayBytes(Arguments a, ByteSink out) {
    int size = a.size(0);
    int length = a.count() > 3 && a.intAt(3) >= 0 ? a.intAt(3) : a.size(1);
    int before = (int) Math.clamp(a.intAt(2) - 1L, 0, size);
    int after = (int) Math.clamp(a.intAt(2) - 1L + length, 0, size);
    out.write(a.bytes(0), a.start(0), a.start(0) + before);
    out.write(a.bytes(1), a.start(1), a.end(1));
    out.write(a.bytes(0), a.start(0) + after, a.end(0));
  }

  /** Puts the second string into the first from a place on, over as many characters as it has. */
  private static void overlay(Arguments a, ByteSink out) {
    byte[] bytes = a.bytes(0);
    int length =
        a.count() > 3 && a.intAt(3) >= 0
            ? a.intAt(3)
            : Utf8.count(a.bytes(1), a.start(1), a.end(1));
    long before = Math.max(0, a.intAt(2) - 1L);
    out.write(bytes, a.start(0), Utf8.skip(bytes, a.start(0), a.end(0), before));
    out.write(a.bytes(1), a.start(1), a.end(1));
    long after = Math.max(0, a.intAt(2) - 1L + length);
    out.write(bytes, Utf8.skip(bytes, a.start(0), a.end(0), after), a.end(0));
  }

  private static Function pad(String name, boolean isLeft) {
    return new Function.Scalar(
        name,
        (arguments, settings) -> {
          DataType type = bytesOrText(arguments);
          return Signature.of(name, type, 2, type, INTEGER, type).resolve(arguments, settings);
        },
        (call, _) ->
            PerRow.STRICT.bytes(
                call.type(),
                call.type() == BINARY
                    ? (a, out) -> padBytes(a, out, isLeft)
                    : (a, out) -> pad(a, out, isLeft)));
  }

  private static void pad(Arguments a, ByteSink out, boolean isLeft) {
    byte[] bytes = a.bytes(0);
    int wanted = Math.max(0, a.intAt(1));
    int count = Utf8.count(bytes, a.start(0), a.end(0));
    if (count >= wanted) {
      out.write(bytes, a.start(0), Utf8.skip(bytes, a.start(0), a.end(0), wanted));
      return;
    }
    if (!isLeft) out.write(bytes, a.start(0), a.end(0));
    int missing = wanted - count;
    if (a.count() < 3 || a.size(2) > 0) out.reserve(missing);
    if (a.count() < 3) {
      for (int i = 0; i < missing; i++) out.write(' ');
    } else if (a.size(2) > 0) {
      int unit = Utf8.count(a.bytes(2), a.start(2), a.end(2));
      for (; missing >= unit; missing -= unit) out.write(a.bytes(2), a.start(2), a.end(2));
      out.write(a.bytes(2), a.start(2), Utf8.skip(a.bytes(2), a.start(2), a.end(2), missing));
    }
    if (isLeft) out.write(bytes, a.start(0), a.end(0));
  }

  /** Binary values are filled with zeros if nothing is given. */
  private static void padBytes(Arguments a, ByteSink out, boolean isLeft) {
    int wanted = Math.max(0, a.intAt(1));
    int kept = Math.min(a.size(0), wanted);
    if (!isLeft) out.write(a.bytes(0), a.start(0), a.start(0) + kept);
    int unit = a.count() > 2 ? a.size(2) : 1;
    int missing = unit == 0 ? 0 : wanted - kept;
    if (a.count() < 3 || a.size(2) > 0) out.reserve(missing);
    for (int i = 0; i < missing; i++)
      out.write(a.count() > 2 ? a.bytes(2)[a.start(2) + i % unit] : 0);
    if (isLeft) out.write(a.bytes(0), a.start(0), a.start(0) + kept);
  }

  private static void format(Arguments a, ByteSink out) {
    if (a.isNull(0)) {
      a.giveNull();
      return;
    }
    Object[] values = new Object[a.count() - 1];
    for (int i = 0; i < values.length; i++) values[i] = a.value(i + 1);
    try {
      out.write(String.format(Locale.US, a.text(0), values));
    } catch (IllegalFormatException e) {
      throw Failures.invalidArgument(
          "format_string",
          "'" + a.text(0) + "': " + e.getMessage(),
          "a format of java.util.Formatter");
    }
  }

  /** Groups of three digits and so many behind the point, rounded to even. */
  private static Function number() {
    return new Function.Scalar(
        "format_number",
        (arguments, _) -> {
          Signature.count("format_number", arguments, 2, 2);
          Expression value = arguments.getFirst();
          boolean isExact =
              value.type() instanceof DecimalType || Coercion.isIntegral(value.type());
          Expression coerced =
              isExact ? value : Signature.coerceOne("format_number", arguments, 0, DOUBLE);
          boolean isPattern = arguments.get(1).type() == STRING;
          Expression digits =
              isPattern
                  ? arguments.get(1)
                  : Signature.coerceOne("format_number", arguments, 1, INTEGER);
          return new Call("format_number", List.of(coerced, digits), STRING, true);
        },
        (call, _) ->
            PerRow.STRICT.bytes(
                STRING,
                call.argument(1).type() == STRING
                    ? CompositionFunctions::formatByPattern
                    : CompositionFunctions::formatNumber));
  }

  private static void formatByPattern(Arguments a, ByteSink out) {
    try {
      DecimalFormat format =
          new DecimalFormat(a.text(1), DecimalFormatSymbols.getInstance(Locale.US));
      out.write(format.format(a.value(0)));
    } catch (IllegalArgumentException e) {
      throw Failures.invalidArgument(
          "format_number",
          "the pattern '" + a.text(1) + "': " + e.getMessage(),
          "a count of digits, or a pattern such as '#,##0.00'");
    }
  }

  private static void formatNumber(Arguments a, ByteSink out) {
    int digits = Math.min(a.intAt(1), MAX_FRACTION);
    if (digits < 0) {
      a.giveNull();
      return;
    }
    Object value = a.value(0);
    if (value instanceof Double d && !Double.isFinite(d)) {
      out.write(d.isNaN() ? "NaN" : d > 0 ? "∞" : "-∞");
      return;
    }
    String plain =
        new BigDecimal(value.toString()).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    boolean isNegative = plain.startsWith("-");
    int point = digits == 0 ? plain.length() : plain.indexOf('.');
    StringBuilder text = new StringBuilder(plain);
    for (int i = point - 3; i > (isNegative ? 1 : 0); i -= 3) text.insert(i, ',');
    out.write(text.toString());
  }
}
