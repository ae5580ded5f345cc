package io.brasa.sql.catalog.warehouse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** As much of JSON as commits need: objects, arrays, texts, whole numbers, truths, null. */
final class Json {
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  // ---- writing

  static String write(Object value) {
    StringBuilder out = new StringBuilder();
    append(out, value);
    return out.toString();
  }

  private static void append(StringBuilder out, Object value) {
    switch (value) {
      case null -> out.append("null");
      case Map<?, ?> map -> {
        out.append('{');
        map.forEach(
            (name, each) -> {
              if (out.charAt(out.length() - 1) != '{') out.append(',');
              quote(out, (String) name);
              out.append(':');
              append(out, each);
            });
        out.append('}');
      }
      case List<?> list -> {
        out.append('[');
        for (int i = 0; i < list.size(); i++) {
          if (i > 0) out.append(',');
          append(out, list.get(i));
        }
        out.append(']');
      }
      case String each -> quote(out, each);
      case Boolean each -> out.append(each);
      case Integer each -> out.append(each);
      case Long each -> out.append(each);
      default -> throw new IllegalArgumentException("no form for " + value.getClass());
    }
  }

  private static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') out.append('\\').append(c);
      else if (c < ' ' || Character.isSurrogate(c)) {
        String digits = Integer.toHexString(c);
        out.append("\\u").repeat("0", 4 - digits.length()).append(digits);
      } else out.append(c);
    }
    out.append('"');
  }

  // ---- reading

  /** An object by the names of its fields; what is not there is absent. */
  record Fields(Map<String, Object> values) {
    boolean has(String name) {
      return values.get(name) != null;
    }

    String text(String name) {
      return (String) require(name);
    }

    Optional<String> optional(String name) {
      return Optional.ofNullable((String) values.get(name));
    }

    long number(String name) {
      return (Long) require(name);
    }

    boolean flag(String name) {
      return values.get(name) instanceof Boolean flag && flag;
    }

    Fields fields(String name) {
      return (Fields) require(name);
    }

    List<?> list(String name) {
      return values.get(name) instanceof List<?> list ? list : List.of();
    }

    List<String> texts(String name) {
      List<String> texts = new ArrayList<>();
      for (Object each : list(name)) texts.add((String) each);
      return texts;
    }

    List<Fields> objects(String name) {
      List<Fields> objects = new ArrayList<>();
      for (Object each : list(name)) objects.add((Fields) each);
      return objects;
    }

    Map<String, String> map(String name) {
      Map<String, String> map = new LinkedHashMap<>();
      if (values.get(name) instanceof Fields fields)
        fields.values().forEach((key, value) -> map.put(key, (String) value));
      return map;
    }

    private Object require(String name) {
      Object value = values.get(name);
      if (value == null) throw new IllegalArgumentException("there is no " + name);
      return value;
    }
  }

  /** Fails with an {@code IllegalArgumentException} on what is no object. */
  static Fields read(String text) {
    Json json = new Json(text);
    Object value = json.value();
    if (value instanceof Fields fields) return fields;
    throw json.wrong("an object");
  }

  private Object value() {
    skip();
    char c = next();
    return switch (c) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("rue", true);
      case 'f' -> word("alse", false);
      case 'n' -> word("ull", null);
      default -> number();
    };
  }

  private Fields object() {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (accept('}')) return new Fields(fields);
    do {
      skip();
      if (next() != '"') throw wrong("a name");
      String name = string();
      if (!accept(':')) throw wrong("a colon");
      fields.put(name, value());
    } while (accept(','));
    if (!accept('}')) throw wrong("the end of an object");
    return new Fields(fields);
  }

  private List<Object> array() {
    List<Object> values = new ArrayList<>();
    if (accept(']')) return values;
    do {
      values.add(value());
    } while (accept(','));
    if (!accept(']')) throw wrong("the end of an array");
    return values;
  }

  private String string() {
    StringBuilder out = new StringBuilder();
    for (char c = next(); c != '"'; c = next()) {
      if (c != '\\') {
        out.append(c);
        continue;
      }
      char escape = next();
      switch (escape) {
        case 'u' -> {
          out.append((char) Integer.parseInt(text, at, at + 4, 16));
          at += 4;
        }
        case 'n' -> out.append('\n');
        case 't' -> out.append('\t');
        case 'r' -> out.append('\r');
        default -> out.append(escape);
      }
    }
    return out.toString();
  }

  private Object word(String rest, Object value) {
    if (!text.startsWith(rest, at)) throw wrong("a word");
    at += rest.length();
    return value;
  }

  private Long number() {
    int from = --at;
    while (at < text.length() && "-0123456789".indexOf(text.charAt(at)) >= 0) at++;
    if (at == from) throw wrong("a value");
    return Long.parseLong(text, from, at, 10);
  }

  private boolean accept(char c) {
    skip();
    boolean isThere = at < text.length() && text.charAt(at) == c;
    if (isThere) at++;
    return isThere;
  }

  private void skip() {
    while (at < text.length() && text.charAt(at) <= ' ') at++;
  }

  private char next() {
    if (at >= text.length()) throw wrong("more");
    return text.charAt(at++);
  }

  private IllegalArgumentException wrong(String expected) {
    return new IllegalArgumentException("expected " + expected + " at character " + at);
  }
}
