package io.brasa.cli.error;

import java.util.Collection;

/** "Did you mean": the known word nearest to a mistyped one. */
public final class Suggestion {
  private Suggestion() {}

  /** A sentence without final stop, or the empty string when nothing known is near. */
  public static String of(String word, Collection<String> known) {
    String nearest = "";
    int least = Integer.MAX_VALUE;
    for (String candidate : known) {
      int distance =
          distance(
              word.toLowerCase(java.util.Locale.ROOT),
              candidate.toLowerCase(java.util.Locale.ROOT));
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    boolean isNear = least <= Math.max(1, Math.min(word.length(), nearest.length()) / 2);
    return isNear ? "Did you mean " + nearest + "?" : "";
  }

  /** Edit distance where a swap of neighbours counts once (optimal string alignment). */
  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) cost[i][0] = i;
    for (int j = 0; j <= b.length(); j++) cost[0][j] = j;
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean isSwap =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (isSwap) cost[i][j] = Math.min(cost[i][j], 1 + cost[i - 2][j - 2]);
      }
    }
    return cost[a.length()][b.length()];
  }
}
