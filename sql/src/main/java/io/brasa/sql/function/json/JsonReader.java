package io.brasa.sql.function.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one JSON text into maps, lists, strings, {@link Plain} words and {@link #NULL}. Strict as
 * RFC 8259 is; what is not JSON gives nothing at all.
 */
final class JsonReader {
  /** The word {@code null}. */
  static final Object NULL = new Plain("null");

  /** Deeper texts are refused, so that none can exhaust the stack. */
  private static final int MAX_DEPTH = 200;

  private static final List<String> NOT_NUMBERS =
      List.of("NaN", "Infinity", "+Infinity", "-Infinity", "INF", "+INF", "-INF");

  /** A number, {@code true} or {@code false}, as it was written. */
  record Plain(String text) {}

  private final String text;
  private final JsonDialect dialect;
  private boolean isDistinct;
  private int at;
  private int depth;

  private JsonReader(String text, JsonDialect dialect) {
    this.text = text;
    this.dialect = dialect;
  }

  /** What makes reading stop. */
  private static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Malformed() {
      super("malformed", null, false, false);
    }
  }

  /** The value of a text; empty if it is no JSON. */
  static Optional<Object> read(String text) {
    return read(text, JsonDialect.USUAL);
  }

  /** As {@link #read(String)}, but objects that name a field twice are no JSON either. */
  static Optional<Object> readDistinct(String text) {
    JsonReader reader = new JsonReader(text, JsonDialect.STRICT);
    reader.isDistinct = true;
    return read(text, reader);
  }

  /** As {@link #read(String)}, of what a dialect allows. */
  static Optional<Object> read(String text, JsonDialect dialect) {
    return read(text, new JsonReader(text, dialect));
  }

  private static Optional<Object> read(String text, JsonReader reader) {
    try {
      Object value = reader.value();
      reader.skipBlanks();
      return reader.at == text.length() ? Optional.of(value) : Optional.empty();
    } catch (Malformed e) {
      return Optional.empty();
    }
  }

  private void skipBlanks() {
    do {
      while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
    } while (dialect.allowsComments() && comment());
  }

  /** Passes over a comment, if one is here. */
  private boolean comment() {
    boolean isLine = text.startsWith("//", at);
    if (!isLine && !text.startsWith("/*", at)) return false;
    int end = text.indexOf(isLine ? "\n" : "*/", at + 2);
    if (end < 0 && !isLine) throw new Malformed();
    at = end < 0 ? text.length() : end + (isLine ? 1 : 2);
    return true;
  }

  private char peek() {
    if (at >= text.length()) throw new Malformed();
    return text.charAt(at);
  }

  private void expect(char c) {
    if (peek() != c) throw new Malformed();
    at++;
  }

  private boolean accept(char c) {
    skipBlanks();
    if (peek() != c) return false;
    at++;
    return true;
  }

  private Object value() {
    skipBlanks();
    if (++depth > MAX_DEPTH) throw new Malformed();
    Object value =
        switch (peek()) {
          case '{' -> object();
          case '[' -> array();
          case '"', '\'' -> string();
          case 't' -> word("true");
          case 'f' -> word("false");
          case 'n' -> {
            word("null");
            yield NULL;
          }
          default -> number();
        };
    depth--;
    return value;
  }

  private Map<String, Object> object() {
    Map<String, Object> fields = new LinkedHashMap<>();
    at++;
    if (accept('}')) return fields;
    do {
      skipBlanks();
      String name = name();
      skipBlanks();
      expect(':');
      if (fields.put(name, value()) != null && isDistinct) throw new Malformed();
    } while (accept(','));
    expect('}');
    return fields;
  }

  private String name() {
    if (peek() == '"' || peek() == '\'' || !dialect.allowsUnquotedNames()) return string();
    int from = at;
    while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) at++;
    if (at == from) throw new Malformed();
    return text.substring(from, at);
  }

  private List<Object> array() {
    List<Object> elements = new ArrayList<>();
    at++;
    if (accept(']')) return elements;
    do elements.add(value());
    while (accept(','));
    expect(']');
    return elements;
  }

  private Plain word(String word) {
    if (!text.startsWith(word, at)) throw new Malformed();
    at += word.length();
    return new Plain(word);
  }

  private Plain number() {
    if (dialect.allowsNotNumbers()) {
      Plain known = notNumber();
      if (known != null) return known;
    }
    int from = at;
    if (peek() == '-') at++;
    int first = at;
    digits();
    int digitsEnd = at;
    if (text.charAt(first) == '0' && at > first + 1 && !dialect.allowsLeadingZeros())
      throw new Malformed();
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      digits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (peek() == '+' || peek() == '-') at++;
      digits();
    }
    int last = first;
    while (text.charAt(last) == '0' && last + 1 < digitsEnd) last++;
    return new Plain((first > from ? "-" : "") + text.substring(last, at));
  }

  /** Takes a word that stands for a number that is none; null if there is none. */
  private Plain notNumber() {
    for (String word : NOT_NUMBERS) {
      if (!text.startsWith(word, at)) continue;
      at += word.length();
      return new Plain(word.equals("NaN") ? word : word.startsWith("-") ? "-Infinity" : "Infinity");
    }
    return null;
  }

  private void digits() {
    int from = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') at++;
    if (at == from) throw new Malformed();
  }

  private String string() {
    char quote = peek();
    if (quote != '"' && !(quote == '\'' && dialect.allowsSingleQuotes())) throw new Malformed();
    at++;
    StringBuilder content = new StringBuilder();
    while (true) {
      char c = peek();
      at++;
      if (c == quote) return content.toString();
      if (c < ' ' && !dialect.allowsControls()) throw new Malformed();
      content.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        if (at + 4 > text.length()) throw new Malformed();
        int value = 0;
        for (int i = 0; i < 4; i++) {
          int digit = Character.digit(text.charAt(at++), 16);
          if (digit < 0) throw new Malformed();
          value = value << 4 | digit;
        }
        yield (char) value;
      }
      case '\'' -> {
        if (!dialect.allowsSingleQuotes() && !dialect.allowsAnyEscape()) throw new Malformed();
        yield c;
      }
      default -> {
        if (!dialect.allowsAnyEscape()) throw new Malformed();
        yield c;
      }
    };
  }
}
