package io.brasa.sql.function.text;

import static io.brasa.columnar.type.AtomicType.STRING;

import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.ByteSink;
import io.brasa.sql.kernel.PerRow;
import io.brasa.sql.kernel.Utf8;
import java.util.List;

/** Trimming: of spaces, or of all characters of another string. */
final class TrimFunctions {
  private static final byte[] SPACE = {' '};

  private TrimFunctions() {}

  static List<Function> all() {
    return List.of(
        trim("trim", true, true, true),
        trim("btrim", true, true, false),
        trim("ltrim", true, false, true),
        trim("rtrim", false, true, true));
  }

  /**
   * @param isTextLast whether, of two arguments, the second is what is trimmed
   */
  private static Function trim(String name, boolean isLeft, boolean isRight, boolean isTextLast) {
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          List<Expression> texts = Signature.coerce(name, arguments, 1, STRING, STRING);
          List<Expression> ordered = texts.size() == 2 && isTextLast ? texts.reversed() : texts;
          return new Call(name, ordered, STRING, Signature.anyNullable(texts));
        },
        (_, _) -> PerRow.STRICT.bytes(STRING, (a, out) -> trim(a, out, isLeft, isRight)));
  }

  private static void trim(Arguments a, ByteSink out, boolean isLeft, boolean isRight) {
    byte[] bytes = a.bytes(0);
    int from = a.start(0);
    int to = a.end(0);
    byte[] set = a.count() > 1 ? a.bytes(1) : SPACE;
    int setFrom = a.count() > 1 ? a.start(1) : 0;
    int setTo = a.count() > 1 ? a.end(1) : 1;
    if (isLeft) {
      while (from < to && isIn(bytes, from, from + Utf8.length(bytes[from]), set, setFrom, setTo))
        from += Utf8.length(bytes[from]);
    }
    while (isRight && from < to) {
      int last = to - 1;
      while ((bytes[last] & 0xC0) == 0x80) last--;
      if (!isIn(bytes, last, to, set, setFrom, setTo)) break;
      to = last;
    }
    out.write(bytes, from, to);
  }

  private static boolean isIn(byte[] bytes, int from, int to, byte[] set, int setFrom, int setTo) {
    return Utf8.indexOf(set, setFrom, setTo, bytes, from, to) >= 0;
  }
}
