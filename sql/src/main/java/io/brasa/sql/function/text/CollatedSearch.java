package io.brasa.sql.function.text;

import io.brasa.sql.error.Failures;
import io.brasa.sql.function.text.CollatedFunctions.TextOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts found in others by a collation that keeps letters apart: what is found begins and ends at a
 * letter of the text, and has the key of what is looked for.
 */
final class CollatedSearch {
  private CollatedSearch() {}

  /** A stretch of a text. */
  private record Found(int from, int to) {}

  /** The places of a text in another from left to right, none within another. */
  private static List<Found> all(TextOrder order, String text, String wanted) {
    List<Found> found = new ArrayList<>();
    String key = order.key(wanted);
    if (key.isEmpty()) return found;
    int at = 0;
    while (at < text.length()) {
      int end = end(order, text, at, key);
      if (end > at) found.add(new Found(at, end));
      at = end > at ? end : text.offsetByCodePoints(at, 1);
    }
    return found;
  }

  /** Where a stretch with a key ends that begins at a place; -1 if none does. */
  private static int end(TextOrder order, String text, int from, String key) {
    int matched = 0;
    int at = from;
    while (at < text.length() && matched < key.length()) {
      int next = text.offsetByCodePoints(at, 1);
      String letter = order.key(text.substring(at, next));
      if (!key.startsWith(letter, matched)) return -1;
      matched += letter.length();
      at = next;
    }
    return matched == key.length() ? at : -1;
  }

  static Object replace(TextOrder order, List<Object> values) {
    String text = (String) values.get(0);
    String by = values.size() > 2 ? (String) values.get(2) : "";
    return replaced(order, text, (String) values.get(1), by);
  }

  private static String replaced(TextOrder order, String text, String wanted, String by) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (Found one : all(order, text, wanted)) {
      out.append(text, at, one.from()).append(by);
      at = one.to();
    }
    return out.append(text, at, text.length()).toString();
  }

  /** The part of a number, from the end if it is below zero. */
  static Object onePart(TextOrder order, List<Object> values) {
    String text = (String) values.get(0);
    int number = (Integer) values.get(2);
    if (number == 0)
      throw Failures.invalidArgument(
          "split_part", "part 0", "a part from 1, or below zero from the end");
    List<String> parts = new ArrayList<>();
    int at = 0;
    for (Found one : all(order, text, (String) values.get(1))) {
      parts.add(text.substring(at, one.from()));
      at = one.to();
    }
    parts.add(text.substring(at));
    int place = number > 0 ? number - 1 : parts.size() + number;
    return place >= 0 && place < parts.size() ? parts.get(place) : "";
  }

  /** What is before a delimiter, or behind one counted from the end. */
  static Object upTo(TextOrder order, List<Object> values) {
    String text = (String) values.get(0);
    String delimiter = (String) values.get(1);
    int count = (Integer) values.get(2);
    if (count == 0 || delimiter.isEmpty()) return "";
    if (count > 0) {
      List<Found> found = all(order, text, delimiter);
      return count > found.size() ? text : text.substring(0, found.get(count - 1).from());
    }
    String key = order.key(delimiter);
    int left = -count;
    int at = text.length();
    while (at > 0) {
      at = text.offsetByCodePoints(at, -1);
      int end = end(order, text, at, key);
      if (end > at && --left == 0) return text.substring(end);
    }
    return text;
  }

  static Object translate(TextOrder order, List<Object> values) {
    int[] from = ((String) values.get(1)).codePoints().toArray();
    int[] to = ((String) values.get(2)).codePoints().toArray();
    StringBuilder out = new StringBuilder();
    for (int letter : ((String) values.get(0)).codePoints().toArray()) {
      int place = place(order, from, letter);
      if (place < 0) out.appendCodePoint(letter);
      else if (place < to.length) out.appendCodePoint(to[place]);
    }
    return out.toString();
  }

  private static int place(TextOrder order, int[] letters, int letter) {
    String key = order.key(Character.toString(letter));
    for (int i = 0; i < letters.length; i++)
      if (order.key(Character.toString(letters[i])).equals(key)) return i;
    return -1;
  }
}
