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
        Definition.of("overlay", STRING, STRING, INTEGER, INTEGER)
            .required(3)
            .text(CompositionFunctions::overlay),
        format,
        Definition.alias("printf", format),
        number());
  }

  private static Expression concat(List<Expression> arguments) {
    if (arguments.isEmpty()) return Literal.of("");
    List<Expression> coerced;
    boolean isNested = arguments.stream().anyMatch(a -> a.type() instanceof ArrayType);
    boolean isBinary = arguments.stream().allMatch(a -> a.type() == BINARY);
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
    return Definition.of(name, STRING, INTEGER, STRING)
        .required(2)
        .text((a, out) -> pad(a, out, isLeft));
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
    out.reserve(missing);
    if (a.count() < 3) {
      for (int i = 0; i < missing; i++) out.write(' ');
    } else if (a.size(2) > 0) {
      int unit = Utf8.count(a.bytes(2), a.start(2), a.end(2));
      for (; missing >= unit; missing -= unit) out.write(a.bytes(2), a.start(2), a.end(2));
      out.write(a.bytes(2), a.start(2), Utf8.skip(a.bytes(2), a.start(2), a.end(2), missing));
    }
    if (isLeft) out.write(bytes, a.start(0), a.end(0));
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
          Expression digits = Signature.coerceOne("format_number", arguments, 1, INTEGER);
          return new Call("format_number", List.of(coerced, digits), STRING, true);
        },
        (_, _) -> PerRow.STRICT.bytes(STRING, CompositionFunctions::formatNumber));
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
