package io.brasa.sql.function.text;

import static io.brasa.columnar.type.AtomicType.BINARY;
import static io.brasa.columnar.type.AtomicType.DATE;
import static io.brasa.columnar.type.AtomicType.STRING;
import static io.brasa.columnar.type.AtomicType.TIMESTAMP;
import static io.brasa.columnar.type.AtomicType.TIMESTAMP_NTZ;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.vector.Values;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Kernel;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.PerRow;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Text to numbers and bytes, and back, by a pattern or the name of a code. */
public final class ConversionFunctions {
  private ConversionFunctions() {}

  public static List<Function> all() {
    return List.of(
        toNumber("to_number", false),
        toNumber("try_to_number", true),
        toText("to_char"),
        toText("to_varchar"),
        toBinary("to_binary", false),
        toBinary("try_to_binary", true));
  }

  private static NumberPattern pattern(String name, List<Expression> arguments) {
    if (arguments.get(1) instanceof Literal(String text, DataType _))
      return new NumberPattern(name, text);
    throw Signature.mismatch(name, arguments, 1, "a constant STRING");
  }

  private static Function toNumber(String name, boolean isTry) {
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          List<Expression> coerced = Signature.coerce(name, arguments, 2, STRING, STRING);
          return new Call(name, coerced, pattern(name, coerced).type(), true);
        },
        (call, _) -> {
          NumberPattern pattern = pattern(name, call.arguments());
          return PerRow.STRICT.values(
              call.type(),
              (a, out) -> {
                BigDecimal number = pattern.parse(a.text(0));
                if (number == null && !isTry)
                  throw Failures.invalidArgument(
                      name,
                      "'" + a.text(0) + "', which is not written as '" + a.text(1) + "'",
                      "text of that pattern, or use try_to_number for null instead");
                Values.append(out, number);
              });
        });
  }

  /** Numbers by a pattern, dates and times by one of theirs, bytes by the name of a code. */
  private static Function toText(String name) {
    return new Function.Scalar(
        name,
        (arguments, settings) -> {
          Signature.count(name, arguments, 2, 2);
          DataType type = arguments.getFirst().type();
          if (type == DATE || type == TIMESTAMP || type == TIMESTAMP_NTZ)
            return new Call(
                "date_format",
                List.of(
                    Coercion.cast(arguments.get(0), TIMESTAMP),
                    Signature.coerceOne(name, arguments, 1, STRING)),
                STRING,
                Signature.anyNullable(arguments));
          if (!(Signature.coerceOne(name, arguments, 1, STRING) instanceof Literal format))
            throw Signature.mismatch(name, arguments, 1, "a constant STRING");
          if (format.isNull()) return new Literal(null, STRING);
          if (type == BINARY) return encoded(name, arguments, format, settings);
          return ofNumber(name, arguments, format);
        },
        (call, _) -> numberText(name, call));
  }

  private static Expression encoded(
      String name, List<Expression> arguments, Literal format, EvaluationSettings settings) {
    Expression bytes = arguments.getFirst();
    return switch (format.value().toString().toLowerCase(Locale.ROOT)) {
      case "base64", "hex" ->
          new Call(
              format.value().toString().toLowerCase(Locale.ROOT),
              List.of(bytes),
              STRING,
              bytes.nullable());
      case "utf-8", "utf8" ->
          new Call("decode", List.of(bytes, Literal.of("UTF-8")), STRING, bytes.nullable());
      default ->
          throw Failures.invalidArgument(
              name, "the code '" + format.value() + "'", "'base64', 'hex' or 'utf-8'");
    };
  }

  private static Expression ofNumber(String name, List<Expression> arguments, Literal format) {
    new NumberPattern(name, format.value().toString());
    Expression number = arguments.getFirst();
    boolean isText = number.type() == STRING;
    if (!isText && !Coercion.isNumeric(number.type()) && !Signature.is(number, STRING))
      throw Signature.mismatch(name, arguments, 0, "a number, time or binary value");
    DataType type =
        number.type() instanceof DecimalType
            ? number.type()
            : Coercion.isIntegral(number.type())
                ? Coercion.decimalFor(number.type())
                : new DecimalType(30, 15);
    return new Call(name, List.of(Coercion.cast(number, type), format), STRING, number.nullable());
  }

  private static Kernel numberText(String name, Call call) {
    NumberPattern pattern = pattern(name, call.arguments());
    return PerRow.STRICT.bytes(
        STRING, (a, out) -> out.write(pattern.format((BigDecimal) a.value(0))));
  }

  // ---- bytes

  private static Function toBinary(String name, boolean isTry) {
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 1, 2);
          Expression text = Signature.coerceOne(name, arguments, 0, STRING);
          Expression code =
              arguments.size() < 2
                  ? Literal.of("hex")
                  : Signature.coerceOne(name, arguments, 1, STRING);
          if (!(code instanceof Literal format))
            throw Signature.mismatch(name, arguments, 1, "a constant STRING");
          if (!format.isNull() && !isTry) checkCode(name, format.value().toString());
          return new Call(name, List.of(text, code), BINARY, true);
        },
        (_, _) ->
            PerRow.STRICT.bytes(
                BINARY,
                (a, out) -> {
                  byte[] bytes = bytes(a);
                  if (bytes == null && !isTry)
                    throw Failures.invalidArgument(
                        name,
                        "'" + a.text(0) + "'",
                        "text of the code " + a.text(1) + ", or use try_to_binary for null");
                  if (bytes == null) a.giveNull();
                  else out.write(bytes);
                }));
  }

  private static void checkCode(String name, String code) {
    if (!List.of("hex", "base64", "utf-8", "utf8").contains(code.toLowerCase(Locale.ROOT)))
      throw Failures.invalidArgument(
          name, "the code '" + code + "'", "'hex', 'base64', 'utf-8' or 'utf8'");
  }

  /** Null if the text is not of its code. */
  private static byte[] bytes(Arguments a) {
    String text = a.text(0);
    try {
      return switch (a.text(1).toLowerCase(Locale.ROOT)) {
        case "hex" -> HexFormat.of().parseHex(text.length() % 2 == 0 ? text : "0" + text);
        case "base64" -> base64(text);
        case "utf-8", "utf8" -> text.getBytes(StandardCharsets.UTF_8);
        default -> null;
      };
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** White space may stand anywhere, nothing else that is no base 64. */
  private static byte[] base64(String text) {
    String dense = text.replaceAll("\\s", "");
    if (dense.length() % 4 == 1) throw new IllegalArgumentException("too short");
    return Base64.getDecoder().decode(dense);
  }
}
