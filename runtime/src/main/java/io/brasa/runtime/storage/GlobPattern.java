package io.brasa.runtime.storage;

import java.util.ArrayList;
import java.util.List;

/**
 * The syntax of patterns. Within a name {@code *} stands for any characters, {@code ?} for one,
 * {@code [a-z]} for one of a set and {@code [!a-z]} or {@code [^a-z]} for one outside of it; {@code
 * {a,b}} stands for either text, may hold slashes and other braces, and multiplies; a backslash
 * makes the next character stand for itself. A bracket or brace that is not closed stands for
 * itself.
 */
final class GlobPattern {
  /** Bounds what nested braces can multiply to. */
  private static final int ALTERNATIVES_MAX = 10_000;

  private GlobPattern() {}

  /** The patterns of a list separated by commas; commas within braces separate nothing. */
  static List<String> list(String patterns) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int index = 0; index < patterns.length(); index++) {
      switch (patterns.charAt(index)) {
        case '\\' -> index++;
        case '{' -> depth++;
        case '}' -> depth--;
        case ',' -> {
          if (depth > 0) continue;
          parts.add(patterns.substring(start, index));
          start = index + 1;
        }
        default -> {}
      }
    }
    parts.add(patterns.substring(start));
    return parts;
  }

  /** The patterns without braces that a pattern with braces stands for, in the order written. */
  static List<String> alternatives(String pattern) {
    List<String> results = new ArrayList<>();
    List<String> open = new ArrayList<>(List.of(pattern));
    while (!open.isEmpty()) {
      String next = open.removeLast();
      int[] brace = firstBrace(next);
      if (brace == null) {
        results.add(next);
      } else {
        List<String> inner = list(next.substring(brace[0] + 1, brace[1]));
        for (String choice : inner.reversed()) {
          open.add(next.substring(0, brace[0]) + choice + next.substring(brace[1] + 1));
        }
      }
      if (results.size() + open.size() > ALTERNATIVES_MAX) {
        throw new IllegalArgumentException(
            "The pattern " + pattern + " has more than " + ALTERNATIVES_MAX + " alternatives");
      }
    }
    return results;
  }

  /** Where the first closed pair of braces begins and ends, or null. */
  private static int[] firstBrace(String pattern) {
    int depth = 0;
    int start = -1;
    for (int index = 0; index < pattern.length(); index++) {
      char c = pattern.charAt(index);
      if (c == '\\') {
        index++;
      } else if (c == '{') {
        if (depth++ == 0) start = index;
      } else if (c == '}' && depth > 0 && --depth == 0) {
        return new int[] {start, index};
      }
    }
    return null;
  }

  /** Whether a name, or a whole pattern, must be looked for. */
  static boolean hasWildcard(String text) {
    for (int index = 0; index < text.length(); index++) {
      char c = text.charAt(index);
      if (c == '\\') {
        index++;
      } else if (c == '*' || c == '?' || (c == '[' && closing(text, index) > 0)) {
        return true;
      }
    }
    return false;
  }

  /** What a text without wildcards stands for. */
  static String literal(String text) {
    if (text.indexOf('\\') < 0) return text;
    StringBuilder result = new StringBuilder();
    for (int index = 0; index < text.length(); index++) {
      if (text.charAt(index) == '\\' && index + 1 < text.length()) index++;
      result.append(text.charAt(index));
    }
    return result.toString();
  }

  /**
   * Whether a name fits: on a mismatch the last star takes one character more, so the time is at
   * most the product of lengths.
   */
  static boolean matches(String pattern, String name) {
    int at = 0;
    int index = 0;
    int star = -1;
    int starIndex = -1;
    while (index < name.length()) {
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = at++;
        starIndex = index;
        continue;
      }
      int next = at < pattern.length() ? matchOne(pattern, at, name.charAt(index)) : -1;
      if (next >= 0) {
        at = next;
        index++;
      } else if (star >= 0) {
        at = star + 1;
        index = ++starIndex;
      } else {
        return false;
      }
    }
    while (at < pattern.length() && pattern.charAt(at) == '*') at++;
    return at == pattern.length();
  }

  /** Matches one character; returns where the pattern goes on, or -1. */
  private static int matchOne(String pattern, int at, char c) {
    char expected = pattern.charAt(at);
    if (expected == '?') return at + 1;
    if (expected == '\\' && at + 1 < pattern.length())
      return pattern.charAt(at + 1) == c ? at + 2 : -1;
    int end = expected == '[' ? closing(pattern, at) : -1;
    if (end < 0) return expected == c ? at + 1 : -1;
    return isInSet(pattern, at + 1, end, c) ? end + 1 : -1;
  }

  private static boolean isInSet(String pattern, int from, int end, char c) {
    boolean isNegated = pattern.charAt(from) == '!' || pattern.charAt(from) == '^';
    boolean isIn = false;
    for (int index = isNegated ? from + 1 : from; index < end; index++) {
      if (pattern.charAt(index) == '\\' && index + 1 < end) index++;
      char low = pattern.charAt(index);
      char high = low;
      if (index + 2 < end && pattern.charAt(index + 1) == '-') {
        index += 2;
        high = pattern.charAt(index);
      }
      isIn |= low <= c && c <= high;
    }
    return isIn != isNegated;
  }

  /**
   * Where the set that opens at {@code at} closes, or -1. A closing bracket in the first place is a
   * member.
   */
  private static int closing(String pattern, int at) {
    int first = at + 1;
    if (first < pattern.length() && (pattern.charAt(first) == '!' || pattern.charAt(first) == '^'))
      first++;
    for (int index = first; index < pattern.length(); index++) {
      char c = pattern.charAt(index);
      if (c == '\\') {
        index++;
      } else if (c == ']' && index > first) {
        return index;
      } else if (c == '/') {
        return -1;
      }
    }
    return -1;
  }
}
