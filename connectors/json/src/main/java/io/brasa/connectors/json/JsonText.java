package io.brasa.connectors.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Walks over JSON in bytes (RFC 8259, and where options allow it names without quotes and such).
 * All methods begin at {@link #at} and leave it behind what they read; what is not JSON is a {@link
 * JsonFailure}. Readable bytes of {@link io.brasa.columnar.source.files.RecordBuffer#SLACK} lie
 * behind the end. Belongs to one thread.
 */
final class JsonText {
  private static final int DEEPEST = 500;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long BLANKS = 0x20 * ONES;
  private static final long BACKSLASHES = '\\' * ONES;
  private static final byte[] NONE = {};

  private final JsonSyntax syntax;
  byte[] bytes = NONE;
  int at;
  int end;

  /** The text of the string, number or word read last. */
  byte[] text = NONE;

  int from;
  int to;
  private byte[] scratch = new byte[64];

  /** How many objects and arrays are open. */
  int depth;

  JsonText(JsonSyntax syntax) {
    this.syntax = syntax;
  }

  void reset(byte[] source, int start, int limit) {
    bytes = source;
    at = start;
    end = limit;
    depth = 0;
  }

  /** The next byte that is no space, which is not taken; 0 at the end. */
  byte peek() {
    while (at < end) {
      byte c = bytes[at];
      if (c > ' ' || c < 0) return c;
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') throw unexpected("a value");
      at++;
    }
    return 0;
  }

  boolean isAtEnd() {
    return peek() == 0 && at >= end;
  }

  /** Takes the next byte if it is this one. */
  boolean accept(char expected) {
    if (peek() != expected || at >= end) return false;
    at++;
    return true;
  }

  /** Takes the next bytes if they are these. */
  boolean acceptBytes(byte[] expected) {
    int length = expected.length;
    if (end - at < length) return false;
    for (int i = 0; i < length; i++) if (bytes[at + i] != expected[i]) return false;
    at += length;
    return true;
  }

  void expect(char expected) {
    if (!accept(expected)) throw unexpected("'" + expected + "'");
  }

  JsonFailure unexpected(String expected) {
    String found = at >= end ? "the end" : "'" + (char) (bytes[at] & 0xff) + "'";
    return new JsonFailure(expected + " is expected, and " + found + " is there");
  }

  /** Whether a string begins here. */
  boolean isString() {
    byte c = peek();
    return c == '"' || c == '\'' && syntax.allowsSingleQuotes();
  }

  /** Begins an object or array that was accepted. */
  void enter() {
    if (++depth > DEEPEST) throw new JsonFailure("values are nested over " + DEEPEST + " deep");
  }

  void leave() {
    depth--;
  }

  /** Reads the name of a field and the colon behind it. */
  void name() {
    if (isString()) {
      string();
    } else if (syntax.allowsUnquotedNames()) {
      word();
      if (from == to) throw unexpected("a name");
    } else {
      throw unexpected("a name in quotes");
    }
    int nameStart = from;
    int nameEnd = to;
    expect(':');
    from = nameStart;
    to = nameEnd;
  }

  private void word() {
    peek();
    from = at;
    while (at < end && isWordByte(bytes[at])) at++;
    text = bytes;
    to = at;
  }

  private static boolean isWordByte(byte c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c == '$'
        || c < 0;
  }

  /** Reads a string; its text is decoded. */
  void string() {
    byte quote = bytes[at++];
    int start = at;
    long quotes = (quote & 0xffL) * ONES;
    while (true) {
      long eight = (long) LONGS.get(bytes, at);
      long marks =
          zeros(eight ^ quotes) | zeros(eight ^ BACKSLASHES) | (eight - BLANKS) & ~eight & HIGHS;
      if (marks == 0) {
        at += 8;
        if (at > end) throw notClosed();
        continue;
      }
      at += Long.numberOfTrailingZeros(marks) >>> 3;
      if (at >= end) throw notClosed();
      byte c = bytes[at];
      if (c == quote) {
        text = bytes;
        from = start;
        to = at++;
        return;
      }
      if (c == '\\') {
        escaped(start, quote);
        return;
      }
      if (c >= 0 && c < ' ' && !syntax.allowsControls())
        throw new JsonFailure("a control character is in a string");
      at++;
    }
  }

  private static long zeros(long word) {
    return (word - ONES) & ~word & HIGHS;
  }

  private JsonFailure notClosed() {
    at = end;
    return new JsonFailure("a string is not closed");
  }

  private void escaped(int start, byte quote) {
    int length = at - start;
    ensure(length + 8);
    System.arraycopy(bytes, start, scratch, 0, length);
    while (true) {
      if (at >= end) throw notClosed();
      byte c = bytes[at++];
      if (c == quote) break;
      ensure(length + 8);
      if (c == '\\') length = escape(length);
      else if (c >= 0 && c < ' ' && !syntax.allowsControls())
        throw new JsonFailure("a control character is in a string");
      else scratch[length++] = c;
    }
    text = scratch;
    from = 0;
    to = length;
  }

  private void ensure(int wanted) {
    if (wanted > scratch.length) scratch = Arrays.copyOf(scratch, 2 * wanted);
  }

  private int escape(int length) {
    if (at >= end) throw notClosed();
    byte c = bytes[at++];
    int plain =
        switch (c) {
          case '"', '\\', '/' -> c;
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          case 'u' -> -1;
          default -> {
            if (c == '\'' && syntax.allowsSingleQuotes() || syntax.allowsAnyEscape()) yield c;
            throw new JsonFailure("'\\" + (char) (c & 0xff) + "' is no escape");
          }
        };
    if (plain >= 0 || c != 'u') {
      scratch[length] = (byte) plain;
      return length + 1;
    }
    int unit = unit();
    if (Character.isHighSurrogate((char) unit)
        && at + 1 < end
        && bytes[at] == '\\'
        && bytes[at + 1] == 'u') {
      int back = at;
      at += 2;
      int low = unit();
      if (Character.isLowSurrogate((char) low))
        return encode(Character.toCodePoint((char) unit, (char) low), length);
      at = back;
    }
    return encode(Character.isSurrogate((char) unit) ? 0xfffd : unit, length);
  }

  private int unit() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = at < end ? Character.digit(bytes[at], 16) : -1;
      if (digit < 0) throw new JsonFailure("four hexadecimal digits are expected behind \\u");
      value = value << 4 | digit;
      at++;
    }
    return value;
  }

  private int encode(int point, int length) {
    int next = length;
    if (point < 0x80) {
      scratch[next++] = (byte) point;
    } else if (point < 0x800) {
      scratch[next++] = (byte) (0xc0 | point >> 6);
      scratch[next++] = (byte) (0x80 | point & 0x3f);
    } else if (point < 0x10000) {
      scratch[next++] = (byte) (0xe0 | point >> 12);
      scratch[next++] = (byte) (0x80 | point >> 6 & 0x3f);
      scratch[next++] = (byte) (0x80 | point & 0x3f);
    } else {
      scratch[next++] = (byte) (0xf0 | point >> 18);
      scratch[next++] = (byte) (0x80 | point >> 12 & 0x3f);
      scratch[next++] = (byte) (0x80 | point >> 6 & 0x3f);
      scratch[next++] = (byte) (0x80 | point & 0x3f);
    }
    return next;
  }

  /** Whether a number begins here. */
  boolean isNumber() {
    byte c = peek();
    return c >= '0' && c <= '9' || c == '-' && !startsWith("-Infinity");
  }

  /** Reads a number; true if it has neither fraction nor exponent. */
  boolean number() {
    from = at;
    text = bytes;
    if (bytes[at] == '-') at++;
    int first = at;
    digits();
    if (at - first > 1 && bytes[first] == '0' && !syntax.allowsLeadingZeros())
      throw new JsonFailure("a number begins with a zero");
    boolean isWhole = true;
    if (at < end && bytes[at] == '.') {
      isWhole = false;
      at++;
      digits();
    }
    if (at < end && (bytes[at] | 0x20) == 'e') {
      isWhole = false;
      at++;
      if (at < end && (bytes[at] == '+' || bytes[at] == '-')) at++;
      digits();
    }
    to = at;
    if (at < end && isWordByte(bytes[at])) throw unexpected("the end of a number");
    return isWhole;
  }

  private void digits() {
    int start = at;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') at++;
    if (at == start) throw unexpected("a digit");
  }

  boolean isNull() {
    return peek() == 'n' && startsWith("null");
  }

  private boolean startsWith(String word) {
    if (end - at < word.length()) return false;
    for (int i = 0; i < word.length(); i++) if (bytes[at + i] != word.charAt(i)) return false;
    return at + word.length() >= end || !isWordByte(bytes[at + word.length()]);
  }

  /** Takes one of the words that are values; false if none is here. */
  boolean literal(String word) {
    peek();
    if (!startsWith(word)) return false;
    at += word.length();
    return true;
  }

  /** Takes a word that stands for a number that is none; null if there is none. */
  Double notNumber() {
    if (!syntax.allowsNotNumbers()) return null;
    if (literal("NaN")) return Double.NaN;
    if (literal("Infinity") || literal("+Infinity") || literal("INF") || literal("+INF"))
      return Double.POSITIVE_INFINITY;
    if (literal("-Infinity") || literal("-INF")) return Double.NEGATIVE_INFINITY;
    return null;
  }

  /** Goes over a value of any kind, checking all of it. */
  void skipValue() {
    byte c = peek();
    if (isString()) {
      string();
    } else if (c == '{') {
      at++;
      enter();
      if (!accept('}')) {
        do {
          name();
          skipValue();
        } while (accept(','));
        expect('}');
      }
      leave();
    } else if (c == '[') {
      at++;
      enter();
      if (!accept(']')) {
        do skipValue();
        while (accept(','));
        expect(']');
      }
      leave();
    } else if (isNumber()) {
      number();
    } else if (!literal("true") && !literal("false") && !literal("null") && notNumber() == null) {
      throw unexpected("a value");
    }
  }
}
