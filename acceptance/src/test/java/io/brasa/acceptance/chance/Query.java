package io.brasa.acceptance.chance;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query as each of the two engines wants it written.
 *
 * @param isOrdered whether its rows have one order
 */
public record Query(String ours, String theirs, boolean isOrdered) {
  private static final Pattern EITHER =
      Pattern.compile("\u0001([^\u0001-\u0003]*)\u0002([^\u0001-\u0003]*)\u0003");

  /** What a seed makes; always the same. */
  public static Query of(long seed, Map<String, Integer> features) {
    Chance chance = new Chance(seed, features);
    if (chance.percent(12)) return both(new CorrelatedQueries(chance).next(), false);
    return new QueryMaker(chance).query();
  }

  static Query both(String text, boolean isOrdered) {
    return new Query(written(text, 1), written(text, 2), isOrdered);
  }

  /** A piece of a text that the engines write differently; not within another one. */
  static String either(String ours, String theirs) {
    return "\u0001" + ours + "\u0002" + theirs + "\u0003";
  }

  private static String written(String text, int group) {
    return EITHER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(found.group(group)));
  }
}
