package io.brasa.sql.function.text;

import static io.brasa.columnar.type.AtomicType.BINARY;
import static io.brasa.columnar.type.AtomicType.INTEGER;
import static io.brasa.columnar.type.AtomicType.STRING;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.ArrayBuilder;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sql.expression.Call;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.ByteSink;
import io.brasa.sql.kernel.Definition;
import io.brasa.sql.kernel.PerRow;
import io.brasa.sql.kernel.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Parts, cases and lengths of strings. */
public final class StringFunctions {
  private StringFunctions() {}

  public static List<Function> all() {
    List<Function> functions = new ArrayList<>();
    functions.addAll(lengths());
    functions.addAll(parts());
    functions.addAll(cases());
    functions.addAll(TrimFunctions.all());
    functions.addAll(PatternFunctions.all());
    functions.addAll(RegexFunctions.all());
    functions.addAll(SearchFunctions.all());
    functions.addAll(CompositionFunctions.all());
    functions.addAll(CodeFunctions.all());
    functions.addAll(UrlFunctions.all());
    return functions;
  }

  private static List<Function> lengths() {
    Function length =
        sized("length", a -> Utf8.count(a.bytes(0), a.start(0), a.end(0)), a -> a.size(0));
    Function octets = sized("octet_length", a -> a.size(0), a -> a.size(0));
    return List.of(
        length,
        Definition.alias("char_length", length),
        Definition.alias("character_length", length),
        Definition.alias("len", length),
        octets,
        sized("bit_length", a -> 8 * a.size(0), a -> 8 * a.size(0)));
  }

  /** Of a string or a binary value. */
  private static Function sized(String name, PerRow.ToInt ofString, PerRow.ToInt ofBinary) {
    return new Function.Scalar(
        name,
        (arguments, settings) -> {
          DataType type =
              arguments.size() == 1 && arguments.getFirst().type() == BINARY ? BINARY : STRING;
          return Signature.of(name, INTEGER, 1, type).resolve(arguments, settings);
        },
        (call, _) ->
            PerRow.STRICT.ints(INTEGER, call.argument(0).type() == BINARY ? ofBinary : ofString));
  }

  private static List<Function> parts() {
    Function substring =
        new Function.Scalar(
            "substring",
            (arguments, settings) -> {
              DataType type =
                  !arguments.isEmpty() && arguments.getFirst().type() == BINARY ? BINARY : STRING;
              return Signature.of("substring", type, 2, type, INTEGER, INTEGER)
                  .resolve(arguments, settings);
            },
            (call, _) ->
                PerRow.STRICT.bytes(
                    call.type(),
                    call.type() == BINARY ? StringFunctions::slice : StringFunctions::substring));
    return List.of(
        substring,
        Definition.alias("substr", substring),
        left(),
        Definition.of("right", STRING, INTEGER).text(StringFunctions::right),
        reverse(),
        Definition.of("repeat", STRING, INTEGER)
            .text(
                (a, out) -> {
                  out.reserve((long) a.size(0) * Math.max(0, a.intAt(1)));
                  for (int i = 0; i < a.intAt(1); i++) out.write(a.bytes(0), a.start(0), a.end(0));
                }),
        Definition.of("space", INTEGER)
            .text(
                (a, out) -> {
                  out.reserve(Math.max(0, a.intAt(0)));
                  for (int i = 0; i < a.intAt(0); i++) out.write(' ');
                }));
  }

  /** Of a string so many characters, of a binary value so many bytes. */
  private static Function left() {
    return new Function.Scalar(
        "left",
        (arguments, settings) -> {
          DataType type =
              !arguments.isEmpty() && arguments.getFirst().type() == BINARY ? BINARY : STRING;
          return Signature.of("left", type, 2, type, INTEGER).resolve(arguments, settings);
        },
        (call, _) ->
            PerRow.STRICT.bytes(
                call.type(),
                (a, out) -> {
                  int end =
                      call.type() == BINARY
                          ? a.start(0) + Math.clamp(a.intAt(1), 0, a.size(0))
                          : Utf8.skip(a.bytes(0), a.start(0), a.end(0), a.intAt(1));
                  out.write(a.bytes(0), a.start(0), end);
                }));
  }

  /** Of a string or an array. */
  private static Function reverse() {
    return new Function.Scalar(
        "reverse",
        (arguments, settings) -> {
          if (arguments.size() == 1 && arguments.getFirst().type() instanceof ArrayType type)
            return new Call("reverse", arguments, type, arguments.getFirst().nullable());
          if (arguments.size() == 1 && arguments.getFirst().type() == BINARY)
            return new Call("reverse", arguments, BINARY, arguments.getFirst().nullable());
          return Signature.of("reverse", STRING, 1, STRING).resolve(arguments, settings);
        },
        (call, _) ->
            call.type() instanceof ArrayType
                ? PerRow.STRICT.values(call.type(), StringFunctions::reverseArray)
                : PerRow.STRICT.bytes(
                    call.type(),
                    call.type() == BINARY
                        ? StringFunctions::reverseBytes
                        : StringFunctions::reverse));
  }

  private static void reverseBytes(Arguments a, ByteSink out) {
    for (int i = a.end(0) - 1; i >= a.start(0); i--) out.write(a.bytes(0)[i]);
  }

  private static void reverseArray(Arguments a, VectorBuilder out) {
    ArrayBuilder array = (ArrayBuilder) out;
    for (int i = a.end(0) - 1; i >= a.start(0); i--) array.elements().append(a.elements(0), i);
    array.endRow();
  }

  /** The first place is one; zero counts as one, below it counts from the end. */
  private static void substring(Arguments a, ByteSink out) {
    byte[] bytes = a.bytes(0);
    int from = a.start(0);
    int to = a.end(0);
    long position = a.intAt(1);
    long start =
        position > 0 ? position - 1 : position == 0 ? 0 : Utf8.count(bytes, from, to) + position;
    long end = a.count() < 3 ? Long.MAX_VALUE : start + Math.max(0, a.intAt(2));
    if (end <= 0) return;
    int first = Utf8.skip(bytes, from, to, Math.max(0, start));
    int last = Utf8.skip(bytes, first, to, end - Math.max(0, start));
    out.write(bytes, first, last);
  }

  private static void slice(Arguments a, ByteSink out) {
    long position = a.intAt(1);
    long start = position > 0 ? position - 1 : position == 0 ? 0 : a.size(0) + position;
    long end = a.count() < 3 ? Long.MAX_VALUE : start + Math.max(0, a.intAt(2));
    long first = Math.clamp(start, 0, a.size(0));
    long last = Math.clamp(end, first, a.size(0));
    out.write(a.bytes(0), a.start(0) + (int) first, a.start(0) + (int) last);
  }

  private static void right(Arguments a, ByteSink out) {
    byte[] bytes = a.bytes(0);
    int count = Utf8.count(bytes, a.start(0), a.end(0));
    int skipped = count - Math.max(0, a.intAt(1));
    out.write(bytes, Utf8.skip(bytes, a.start(0), a.end(0), skipped), a.end(0));
  }

  private static void reverse(Arguments a, ByteSink out) {
    byte[] bytes = a.bytes(0);
    int end = a.end(0);
    for (int i = end - 1; i >= a.start(0); i--) {
      if ((bytes[i] & 0xC0) == 0x80) continue;
      out.write(bytes, i, end);
      end = i;
    }
  }

  private static List<Function> cases() {
    Function upper = Definition.of("upper", STRING).text((a, out) -> shift(a, out, true));
    Function lower = Definition.of("lower", STRING).text((a, out) -> shift(a, out, false));
    return List.of(
        upper,
        Definition.alias("ucase", upper),
        lower,
        Definition.alias("lcase", lower),
        Definition.of("initcap", STRING).text(StringFunctions::capitals));
  }

  private static void shift(Arguments a, ByteSink out, boolean isUpper) {
    byte[] bytes = a.bytes(0);
    if (!Utf8.isAscii(bytes, a.start(0), a.end(0))) {
      String text = a.text(0);
      out.write(isUpper ? text.toUpperCase(Locale.ROOT) : text.toLowerCase(Locale.ROOT));
      return;
    }
    char first = isUpper ? 'a' : 'A';
    for (int i = a.start(0); i < a.end(0); i++) {
      byte b = bytes[i];
      out.write(b >= first && b < first + 26 ? b ^ 0x20 : b);
    }
  }

  /** Some letters have only a capital form of several, such as Ss for the German sharp s. */
  private static void capital(ByteSink out, int c) {
    String upper = Character.toString(c).toUpperCase(Locale.ROOT);
    int first = upper.codePointAt(0);
    boolean isOne = upper.codePointCount(0, upper.length()) == 1 || Character.toTitleCase(c) != c;
    out.writeCodePoint(isOne ? Character.toTitleCase(c) : first);
    if (!isOne) out.write(upper.substring(Character.charCount(first)).toLowerCase(Locale.ROOT));
  }

  private static void capitals(Arguments a, ByteSink out) {
    String text = a.text(0).toLowerCase(Locale.ROOT);
    boolean isFirst = true;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (isFirst) capital(out, c);
      else out.writeCodePoint(c);
      isFirst = c == ' ';
      i += Character.charCount(c);
    }
  }
}
