package io.brasa.sql.error;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that may have been meant. */
public final class Nearest {
  private Nearest() {}

  private record Candidate(String name, int distance) {}

  /** At most so many of the names that resemble a text, nearest first; case does not count. */
  public static List<String> of(String text, List<String> names, int most) {
    String lower = text.toLowerCase(Locale.ROOT);
    int limit = Math.max(1, text.length() / 3);
    return names.stream()
        .map(name -> new Candidate(name, distance(lower, name.toLowerCase(Locale.ROOT))))
        .filter(candidate -> candidate.distance <= limit)
        .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .map(Candidate::name)
        .distinct()
        .limit(most)
        .toList();
  }

  /**
   * How many characters are to be added, left out, replaced, or exchanged with their neighbour
   * (optimal string alignment).
   */
  static int distance(String left, String right) {
    int[] beforeLast = new int[right.length() + 1];
    int[] last = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) last[j] = j;
    for (int i = 1; i <= left.length(); i++) {
      int[] row = new int[right.length() + 1];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int replaced = last[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
        boolean isExchanged =
            i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        if (isExchanged) row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
      }
      beforeLast = last;
      last = row;
    }
    return last[right.length()];
  }
}
