package io.brasa.ui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON strictly: what an answer says has to be read by another than who wrote it. */
public final class Parsed {
  private final String text;
  private int at;

  private Parsed(String text) {
    this.text = text;
  }

  /** Maps, lists, texts, doubles, booleans and null. */
  public static Object of(String text) {
    Parsed parsed = new Parsed(text);
    Object value = parsed.value();
    parsed.skipSpace();
    if (parsed.at != text.length()) throw parsed.wrong("the end");
    return value;
  }

  /** A member of a member, by names and numbers. */
  public static Object at(Object value, Object... path) {
    Object found = value;
    for (Object step : path)
      found =
          step instanceof Integer index
              ? ((List<?>) found).get(index)
              : member((Map<?, ?>) found, step);
    return found;
  }

  private static Object member(Map<?, ?> map, Object name) {
    if (!map.containsKey(name)) throw new AssertionError("no " + name + " in " + map);
    return map.get(name);
  }

  private Object value() {
    skipSpace();
    char c = peek();
    if (c == '{') return object();
    if (c == '[') return list();
    if (c == '"') return string();
    for (String word : List.of("true", "false", "null")) {
      if (!text.startsWith(word, at)) continue;
      at += word.length();
      return word.equals("null") ? null : word.equals("true");
    }
    int start = at;
    while (at < text.length() && "+-0123456789.eE".indexOf(text.charAt(at)) >= 0) at++;
    if (start == at) throw wrong("a value");
    return Double.valueOf(text.substring(start, at));
  }

  private Map<String, Object> object() {
    Map<String, Object> map = new LinkedHashMap<>();
    take('{');
    skipSpace();
    while (peek() != '}') {
      if (!map.isEmpty()) take(',');
      skipSpace();
      String name = string();
      skipSpace();
      take(':');
      if (map.containsKey(name)) throw wrong("another name than " + name);
      map.put(name, value());
      skipSpace();
    }
    take('}');
    return map;
  }

  private List<Object> list() {
    List<Object> list = new ArrayList<>();
    take('[');
    skipSpace();
    while (peek() != ']') {
      if (!list.isEmpty()) take(',');
      list.add(value());
      skipSpace();
    }
    take(']');
    return list;
  }

  private String string() {
    StringBuilder out = new StringBuilder();
    take('"');
    while (peek() != '"') {
      char c = text.charAt(at++);
      if (c < ' ') throw wrong("no control character");
      if (c != '\\') {
        out.append(c);
        continue;
      }
      char escape = text.charAt(at++);
      switch (escape) {
        case 'n' -> out.append('\n');
        case 'r' -> out.append('\r');
        case 't' -> out.append('\t');
        case '"', '\\', '/' -> out.append(escape);
        case 'u' -> {
          out.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
          at += 4;
        }
        default -> throw wrong("an escape");
      }
    }
    take('"');
    return out.toString();
  }

  private char peek() {
    if (at >= text.length()) throw wrong("more");
    return text.charAt(at);
  }

  private void take(char c) {
    if (peek() != c) throw wrong("" + c);
    at++;
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
  }

  private AssertionError wrong(String wanted) {
    return new AssertionError("expected " + wanted + " at " + at + " of " + text);
  }
}
