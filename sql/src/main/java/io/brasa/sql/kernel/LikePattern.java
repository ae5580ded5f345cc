package io.brasa.sql.kernel;

import io.brasa.sql.error.Failures;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of LIKE as a search over bytes. Without {@code _} a pattern is pieces between percent
 * signs: the first is what a string begins with, the last what it ends with, the others are found
 * one behind the other. Immutable.
 */
public final class LikePattern {
  private static final int ONE = -1;
  private static final int MANY = -2;

  /** Bytes, or {@link #ONE} or {@link #MANY}. */
  private final int[] tokens;

  /** The pieces, if there is no {@code _}; else null. */
  private final byte[][] pieces;

  private LikePattern(int[] tokens) {
    this.tokens = tokens;
    boolean hasOne = false;
    for (int token : tokens) hasOne |= token == ONE;
    pieces = hasOne ? null : pieces(tokens);
  }

  public static LikePattern of(String pattern, char escape) {
    List<Integer> tokens = new ArrayList<>();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == escape) {
        i++;
        char next = i < pattern.length() ? pattern.charAt(i) : ' ';
        if (i == pattern.length() || next != '%' && next != '_' && next != escape)
          throw Failures.invalidArgument(
              "like",
              "the pattern '" + pattern + "', in which " + escape + " escapes nothing",
              escape + " before %, _ or " + escape + " only");
        tokens.add((int) next);
      } else if (c == '%') {
        tokens.add(MANY);
      } else if (c == '_') {
        tokens.add(ONE);
      } else {
        int codePoint = pattern.codePointAt(i);
        for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8))
          tokens.add(b & 0xFF);
        i += Character.charCount(codePoint) - 1;
      }
    }
    return new LikePattern(tokens.stream().mapToInt(Integer::intValue).toArray());
  }

  private static byte[][] pieces(int[] tokens) {
    List<byte[]> pieces = new ArrayList<>();
    byte[] piece = new byte[tokens.length];
    int count = 0;
    for (int token : tokens) {
      if (token == MANY) {
        pieces.add(java.util.Arrays.copyOf(piece, count));
        count = 0;
      } else {
        piece[count++] = (byte) token;
      }
    }
    pieces.add(java.util.Arrays.copyOf(piece, count));
    return pieces.toArray(new byte[0][]);
  }

  /** Whether the bytes match. */
  public boolean matches(byte[] bytes, int from, int to) {
    return pieces == null ? matchTokens(bytes, from, to) : matchPieces(bytes, from, to);
  }

  private boolean matchPieces(byte[] bytes, int from, int to) {
    byte[] first = pieces[0];
    if (pieces.length == 1)
      return to - from == first.length && Utf8.startsWith(bytes, from, to, first, 0, first.length);
    byte[] last = pieces[pieces.length - 1];
    if (to - from < first.length + last.length
        || !Utf8.startsWith(bytes, from, to, first, 0, first.length)
        || !Utf8.endsWith(bytes, from, to, last, 0, last.length)) return false;
    int at = from + first.length;
    int end = to - last.length;
    for (int i = 1; i < pieces.length - 1; i++) {
      int found = Utf8.indexOf(bytes, at, end, pieces[i], 0, pieces[i].length);
      if (found < 0) return false;
      at = found + pieces[i].length;
    }
    return true;
  }

  /** Tries the shortest stretch for each percent sign and lengthens the last one only. */
  private boolean matchTokens(byte[] bytes, int from, int to) {
    int at = from;
    int token = 0;
    int retryToken = -1;
    int retryAt = 0;
    while (true) {
      if (token < tokens.length && tokens[token] == MANY) {
        retryToken = ++token;
        retryAt = at;
        continue;
      }
      if (token == tokens.length && at == to) return true;
      if (token < tokens.length && at < to) {
        if (tokens[token] == ONE) {
          at += Utf8.length(bytes[at]);
          token++;
          continue;
        }
        if (tokens[token] == (bytes[at] & 0xFF)) {
          at++;
          token++;
          continue;
        }
      }
      if (retryToken < 0 || retryAt >= to) return false;
      retryAt += Utf8.length(bytes[retryAt]);
      at = retryAt;
      token = retryToken;
    }
  }
}
