package io.brasa.sql.function.text;

import static io.brasa.columnar.type.AtomicType.BINARY;
import static io.brasa.columnar.type.AtomicType.BOOLEAN;
import static io.brasa.columnar.type.AtomicType.INTEGER;
import static io.brasa.columnar.type.AtomicType.LONG;
import static io.brasa.columnar.type.AtomicType.NULL;
import static io.brasa.columnar.type.AtomicType.STRING;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.ArrayBuilder;
import io.brasa.columnar.vector.BytesBuilder;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.ByteSink;
import io.brasa.sql.kernel.Chance;
import io.brasa.sql.kernel.Definition;
import io.brasa.sql.kernel.PerRow;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a text is made of: checked, masked, quoted, cut into words, drawn by chance. */
public final class CheckFunctions {
  private CheckFunctions() {}

  public static List<Function> all() {
    return List.of(
        choose(),
        Definition.of("luhn_check", STRING).truth(CheckFunctions::luhn),
        mask(),
        Definition.of("quote", STRING).text(CheckFunctions::quote),
        Definition.of("soundex", STRING).text(CheckFunctions::soundex),
        sentences(),
        ofBytes(
            "is_valid_utf8",
            BOOLEAN,
            false,
            PerRow.STRICT.truths(BOOLEAN, a -> isUtf8(CodeFunctions.slice(a, 0)))),
        ofBytes(
            "make_valid_utf8",
            STRING,
            false,
            PerRow.STRICT.bytes(STRING, (a, out) -> out.write(a.text(0)))),
        validate("validate_utf8", false),
        validate("try_validate_utf8", true),
        randomText());
  }

  /** {@code elt(n, a, b, …)}: the n-th of the values behind the first; all texts or all bytes. */
  private static Function choose() {
    return new Function.Scalar(
        "elt",
        (arguments, _) -> {
          Signature.count("elt", arguments, 2, Integer.MAX_VALUE);
          boolean isBinary = arguments.stream().skip(1).allMatch(a -> a.type() == BINARY);
          List<Expression> coerced = new ArrayList<>();
          coerced.add(Signature.coerceOne("elt", arguments, 0, INTEGER));
          for (int i = 1; i < arguments.size(); i++)
            coerced.add(Signature.coerceOne("elt", arguments, i, isBinary ? BINARY : STRING));
          return new Call("elt", coerced, isBinary ? BINARY : STRING, true);
        },
        (call, settings) ->
            PerRow.LENIENT.bytes(
                call.type(),
                (a, out) -> {
                  int index = a.isNull(0) ? 0 : a.intAt(0);
                  boolean isThere = index >= 1 && index < a.count();
                  if (!isThere && !a.isNull(0) && settings.isAnsi())
                    throw Failures.invalidIndex(
                        "elt got the index " + index + " for " + (a.count() - 1) + " values",
                        "an index from 1 to " + (a.count() - 1) + ", or sql.ansi = false");
                  if (!isThere || a.isNull(index)) a.giveNull();
                  else out.write(a.bytes(index), a.start(index), a.end(index));
                }));
  }

  /** By the algorithm of Luhn (US patent 2950048, 1960). */
  private static boolean luhn(Arguments a) {
    int sum = 0;
    int size = a.size(0);
    for (int i = 0; i < size; i++) {
      int digit = a.bytes(0)[a.end(0) - 1 - i] - '0';
      if (digit < 0 || digit > 9) return false;
      int weighed = i % 2 == 0 ? digit : 2 * digit;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return size > 0 && sum % 10 == 0;
  }

  // ---- masks

  private static final List<String> MASKS = List.of("X", "x", "n");

  /** Replacements for capital letters, small ones, digits and others; NULL leaves them. */
  private static Function mask() {
    return new Function.Scalar(
        "mask",
        (arguments, _) -> {
          Signature.count("mask", arguments, 1, 5);
          List<Expression> all = new ArrayList<>();
          all.add(Signature.coerceOne("mask", arguments, 0, STRING));
          for (int i = 1; i < 5; i++) all.add(maskOf(arguments, i));
          return new Call("mask", all, STRING, all.getFirst().nullable());
        },
        (_, _) -> PerRow.LENIENT.bytes(STRING, CheckFunctions::masked));
  }

  private static Expression maskOf(List<Expression> arguments, int index) {
    if (index >= arguments.size())
      return index <= MASKS.size() ? Literal.of(MASKS.get(index - 1)) : new Literal(null, STRING);
    if (!(Signature.coerceOne("mask", arguments, index, STRING) instanceof Literal given))
      throw Signature.mismatch("mask", arguments, index, "a constant");
    if (given.value() instanceof String text && text.codePointCount(0, text.length()) != 1)
      throw Signature.mismatch("mask", arguments, index, "one character");
    return given;
  }

  private static void masked(Arguments a, ByteSink out) {
    if (a.isNull(0)) {
      a.giveNull();
      return;
    }
    String text = a.text(0);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int mask =
          Character.isUpperCase(c)
              ? 1
              : Character.isLowerCase(c) ? 2 : c >= '0' && c <= '9' ? 3 : 4;
      if (!a.isNull(mask)) {
        out.write(a.bytes(mask), a.start(mask), a.end(mask));
      } else if (Character.isHighSurrogate(c) && i + 1 < text.length()) {
        out.writeCodePoint(text.codePointAt(i++));
      } else {
        out.writeCodePoint(c);
      }
    }
  }

  private static void quote(Arguments a, ByteSink out) {
    out.write('\'');
    for (int i = a.start(0); i < a.end(0); i++) {
      byte b = a.bytes(0)[i];
      if (b == '\'') out.write('\\');
      out.write(b);
    }
    out.write('\'');
  }

  // ---- sounds

  /** For each letter its class; 0 parts two of one class, 7 does not. */
  private static final String CLASSES = "01230127022455012623017202";

  /** The code of Russell (US patent 1261167, 1918); what begins with no letter stays as it is. */
  private static void soundex(Arguments a, ByteSink out) {
    String text = a.text(0);
    char first = text.isEmpty() ? '0' : Character.toUpperCase(text.charAt(0));
    if (first < 'A' || first > 'Z') {
      out.write(text);
      return;
    }
    StringBuilder code = new StringBuilder().append(first);
    char last = CLASSES.charAt(first - 'A');
    for (int i = 1; i < text.length() && code.length() < 4; i++) {
      char c = Character.toUpperCase(text.charAt(i));
      if (c < 'A' || c > 'Z') {
        last = '0';
        continue;
      }
      char kind = CLASSES.charAt(c - 'A');
      if (kind == '7') continue;
      if (kind != '0' && kind != last) code.append(kind);
      last = kind;
    }
    while (code.length() < 4) code.append('0');
    out.write(code.toString());
  }

  // ---- words

  /** The words of each sentence, as the language parts them. */
  private static Function sentences() {
    ArrayType words = new ArrayType(STRING, false);
    return Definition.of("sentences", STRING, STRING, STRING)
        .required(1)
        .values(
            new ArrayType(words, false),
            (a, out) -> {
              Locale locale =
                  a.count() == 1 ? Locale.US : Locale.of(a.text(1), a.count() > 2 ? a.text(2) : "");
              sentences(a.text(0), locale, (ArrayBuilder) out);
            });
  }

  private static void sentences(String text, Locale locale, ArrayBuilder out) {
    BreakIterator sentences = BreakIterator.getSentenceInstance(locale);
    BreakIterator words = BreakIterator.getWordInstance(locale);
    sentences.setText(text);
    int from = 0;
    for (int to = sentences.next(); to != BreakIterator.DONE; to = sentences.next()) {
      String sentence = text.substring(from, to);
      from = to;
      words.setText(sentence);
      int wordFrom = 0;
      ArrayBuilder inner = (ArrayBuilder) out.elements();
      for (int wordTo = words.next(); wordTo != BreakIterator.DONE; wordTo = words.next()) {
        String word = sentence.substring(wordFrom, wordTo);
        wordFrom = wordTo;
        if (Character.isLetterOrDigit(word.charAt(0)))
          ((BytesBuilder) inner.elements()).append(word);
      }
      inner.endRow();
    }
    out.endRow();
  }

  // ---- well-formed text

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Of a text, or of bytes that may be none. */
  private static Function ofBytes(
      String name, DataType type, boolean isNullable, io.brasa.sql.function.Kernel kernel) {
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 1, 1);
          Expression argument =
              arguments.getFirst().type() == BINARY
                  ? arguments.getFirst()
                  : Signature.coerceOne(name, arguments, 0, STRING);
          return new Call(name, List.of(argument), type, isNullable || argument.nullable());
        },
        (_, _) -> kernel);
  }

  private static Function validate(String name, boolean isTry) {
    return ofBytes(
        name,
        STRING,
        isTry,
        PerRow.STRICT.bytes(
            STRING,
            (a, out) -> {
              byte[] bytes = CodeFunctions.slice(a, 0);
              if (isUtf8(bytes)) {
                out.write(bytes);
              } else if (isTry) {
                a.giveNull();
              } else {
                throw Failures.invalidArgument(
                    name, "bytes that are no UTF-8", "text, or use try_validate_utf8 for null");
              }
            }));
  }

  // ---- chance

  private static final String LETTERS =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

  /** So many letters and digits by chance; length and seed are constants. */
  private static Function randomText() {
    return new Function.Scalar(
        "randstr",
        (arguments, _) -> {
          Signature.count("randstr", arguments, 2, 2);
          DataType length = arguments.getFirst().type();
          if (!Coercion.isIntegral(length) && length != NULL)
            throw Signature.mismatch("randstr", arguments, 0, "a whole number");
          for (int i = 0; i < 2; i++)
            if (!(arguments.get(i) instanceof Literal))
              throw Signature.mismatch("randstr", arguments, i, "a constant");
          if (arguments.getFirst() instanceof Literal(Number n, DataType _) && n.longValue() < 0)
            throw Failures.invalidArgument("randstr", "the length " + n, "a length of 0 or more");
          List<Expression> coerced =
              List.of(
                  Coercion.cast(arguments.get(0), INTEGER),
                  Signature.coerceOne("randstr", arguments, 1, LONG));
          return new Call("randstr", coerced, STRING, false);
        },
        (call, settings) -> {
          Object length = ((Literal) call.argument(0)).value();
          Object seed = ((Literal) call.argument(1)).value();
          int count = length == null ? 0 : ((Number) length).intValue();
          Chance chance =
              new Chance(seed == null ? 0 : ((Number) seed).longValue(), settings.partition());
          return (_, rowCount, rows) -> {
            BytesBuilder out = new BytesBuilder(STRING, rowCount);
            int next = 0;
            for (int row = 0; row < rowCount; row++) {
              boolean isAsked = rows == null || next < rows.count() && rows.rows()[next] == row;
              if (rows != null && isAsked) next++;
              out.append(isAsked ? drawn(chance, count) : "");
            }
            return out.build();
          };
        },
        false);
  }

  private static String drawn(Chance chance, int count) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++)
      text.append(LETTERS.charAt((int) Long.remainderUnsigned(chance.next(), LETTERS.length())));
    return text.toString();
  }
}
