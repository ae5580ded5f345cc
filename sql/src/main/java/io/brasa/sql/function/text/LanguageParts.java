package io.brasa.sql.function.text;

import io.brasa.columnar.collation.TextOrder;
import io.brasa.columnar.collation.TextOrder.Match;
import io.brasa.sql.error.Failures;
import io.brasa.sql.kernel.Arguments;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Texts changed where others are found in them by the rules of a language. */
final class LanguageParts {
  private LanguageParts() {}

  /** From left to right, none within another; an empty part is nowhere. */
  private static List<Match> all(TextOrder order, String text, String part) {
    List<Match> all = new ArrayList<>();
    if (part.isEmpty()) return all;
    int at = 0;
    while (true) {
      Optional<Match> next = order.find(text, part, at);
      if (next.isEmpty()) return all;
      all.add(next.get());
      at = Math.max(next.get().to(), at + 1);
    }
  }

  static String replaced(TextOrder order, Arguments a) {
    String text = a.text(0);
    String by = a.text(2);
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (Match match : all(order, text, a.text(1))) {
      out.append(text, at, match.from()).append(by);
      at = match.to();
    }
    return out.append(text, at, text.length()).toString();
  }

  /** The part of a number between others, counted from the end if it is negative. */
  static String part(TextOrder order, Arguments a) {
    String text = a.text(0);
    int number = a.intAt(2);
    if (number == 0)
      throw Failures.invalidArgument(
          "split_part", "part 0", "a part from 1, or below zero from the end");
    List<Match> all = all(order, text, a.text(1));
    int place = number > 0 ? number - 1 : all.size() + 1 + number;
    if (place < 0 || place > all.size()) return "";
    int from = place == 0 ? 0 : all.get(place - 1).to();
    int to = place == all.size() ? text.length() : all.get(place).from();
    return text.substring(from, to);
  }

  /** What is before so many of a part, or behind them if the count is negative. */
  static String upTo(TextOrder order, Arguments a) {
    String text = a.text(0);
    String part = a.text(1);
    int count = a.intAt(2);
    if (count == 0 || part.isEmpty()) return "";
    List<Match> all = all(order, text, part);
    if (Math.abs((long) count) > all.size()) return text;
    return count > 0
        ? text.substring(0, all.get(count - 1).from())
        : text.substring(all.get(all.size() + count).to());
  }

  /** Character by character, as people see them. */
  static String translated(TextOrder order, Arguments a) {
    String text = a.text(0);
    List<String> letters = characters(a.text(1));
    List<String> others = characters(a.text(2));
    StringBuilder out = new StringBuilder();
    for (String character : characters(text)) {
      int place = 0;
      while (place < letters.size() && !isSame(order, letters.get(place), character)) place++;
      if (place == letters.size()) out.append(character);
      else if (place < others.size()) out.append(others.get(place));
    }
    return out.toString();
  }

  private static boolean isSame(TextOrder order, String one, String other) {
    return Arrays.equals(order.key(one), order.key(other));
  }

  private static List<String> characters(String text) {
    BreakIterator breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
    breaks.setText(text);
    List<String> all = new ArrayList<>();
    int from = breaks.first();
    for (int to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next())
      all.add(text.substring(from, to));
    return all;
  }
}
