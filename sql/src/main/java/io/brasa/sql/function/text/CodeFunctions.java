package io.brasa.sql.function.text;

import static io.brasa.columnar.type.AtomicType.BINARY;
import static io.brasa.columnar.type.AtomicType.LONG;
import static io.brasa.columnar.type.AtomicType.STRING;

import io.brasa.columnar.type.DataType;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Case;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.Definition;
import io.brasa.sql.kernel.PerRow;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Characters as numbers, bytes as text. */
final class CodeFunctions {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private CodeFunctions() {}

  static List<Function> all() {
    Function chr =
        Definition.of("chr", LONG)
            .text(
                (a, out) -> {
                  if (a.longAt(0) >= 0) out.writeCodePoint((int) (a.longAt(0) & 0xFF));
                });
    return List.of(
        Definition.of("ascii", STRING).integer(a -> a.size(0) == 0 ? 0 : a.text(0).codePointAt(0)),
        chr,
        Definition.alias("char", chr),
        Definition.of("base64", BINARY)
            .text((a, out) -> out.write(Base64.getMimeEncoder().encode(slice(a, 0)))),
        Definition.of("unbase64", STRING).bytes(BINARY, (a, out) -> out.write(unbase64(a))),
        hex(),
        Definition.of("unhex", STRING)
            .nullable()
            .bytes(
                BINARY,
                (a, out) -> {
                  String text = a.text(0);
                  try {
                    out.write(HexFormat.of().parseHex(text.length() % 2 == 0 ? text : "0" + text));
                  } catch (IllegalArgumentException _) {
                    a.giveNull();
                  }
                }),
        Definition.of("encode", STRING, STRING)
            .bytes(BINARY, (a, out) -> out.write(encode(a.text(0), charset("encode", a.text(1))))),
        decode());
  }

  static byte[] slice(Arguments a, int argument) {
    return Arrays.copyOfRange(a.bytes(argument), a.start(argument), a.end(argument));
  }

  private static byte[] unbase64(Arguments a) {
    try {
      return Base64.getMimeDecoder().decode(a.text(0));
    } catch (IllegalArgumentException e) {
      throw Failures.invalidArgument(
          "unbase64", "'" + a.text(0) + "': " + e.getMessage(), "text in base 64");
    }
  }

  private static byte[] encode(String text, Charset charset) {
    try {
      ByteBuffer bytes = charset.newEncoder().encode(CharBuffer.wrap(text));
      return Arrays.copyOfRange(bytes.array(), 0, bytes.limit());
    } catch (CharacterCodingException _) {
      throw Failures.invalidArgument(
          "encode", "'" + text + "'", "text whose characters " + charset + " has");
    }
  }

  private static String decode(byte[] bytes, Charset charset) {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw Failures.invalidArgument(
          "decode", "bytes that are no text in " + charset, "the character set they were made in");
    }
  }

  /**
   * Of two arguments bytes as text; of more a choice: the value that stands behind an equal one.
   */
  private static Function decode() {
    return new Function.Scalar(
        "decode",
        (arguments, settings) ->
            arguments.size() > 2
                ? choice(arguments)
                : Signature.of("decode", STRING, 2, BINARY, STRING).resolve(arguments, settings),
        (_, _) ->
            PerRow.STRICT.bytes(
                STRING, (a, out) -> out.write(decode(slice(a, 0), charset("decode", a.text(1))))));
  }

  private static Expression choice(List<Expression> arguments) {
    List<Expression> keys = new ArrayList<>(List.of(arguments.getFirst()));
    List<Expression> values = new ArrayList<>();
    boolean hasDefault = arguments.size() % 2 == 0;
    for (int i = 1; i + 1 < arguments.size(); i += 2) {
      keys.add(arguments.get(i));
      values.add(arguments.get(i + 1));
    }
    values.add(hasDefault ? arguments.getLast() : new Literal(null, STRING));
    keys = Signature.same("decode", keys);
    values = Signature.same("decode", values);
    List<Case.Branch> branches = new ArrayList<>();
    for (int i = 1; i < keys.size(); i++)
      branches.add(
          new Case.Branch(
              new Comparison(Comparison.Operator.NULL_SAFE_EQUAL, keys.getFirst(), keys.get(i)),
              values.get(i - 1)));
    return new Case(branches, values.getLast());
  }

  private static Charset charset(String function, String name) {
    try {
      return name.toUpperCase(Locale.ROOT).equals("UTF-8")
          ? StandardCharsets.UTF_8
          : Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
      throw Failures.invalidArgument(
          function, "the character set '" + name + "'", "UTF-8, UTF-16, ISO-8859-1 or US-ASCII");
    }
  }

  /** Of a whole number without leading zeros, of a string or binary value byte by byte. */
  private static Function hex() {
    return new Function.Scalar(
        "hex",
        (arguments, _) -> {
          Signature.count("hex", arguments, 1, 1);
          Expression argument = arguments.getFirst();
          DataType type =
              Coercion.isNumeric(argument.type())
                  ? LONG
                  : argument.type() == BINARY ? BINARY : STRING;
          return new Call(
              "hex",
              List.of(Signature.coerceOne("hex", arguments, 0, type)),
              STRING,
              argument.nullable());
        },
        (call, _) ->
            PerRow.STRICT.bytes(
                STRING,
                call.argument(0).type() == LONG
                    ? (a, out) -> out.write(Long.toHexString(a.longAt(0)).toUpperCase(Locale.ROOT))
                    : (a, out) -> out.write(HEX.formatHex(slice(a, 0)))));
  }
}
