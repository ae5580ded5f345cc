package io.brasa.core.block;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Short strings as two words, so that tables and columns hold them without an object: strings of at
 * most 15 characters that all fit into 8 bits. Most words, codes and names are such.
 *
 * <p>Character i is byte i of the low word, counted from the least significant, and from 8 on byte
 * i - 8 of the high one, whose uppermost byte is the length plus one. So a high word is never zero,
 * and zero can say that a string is none of these. A low word of zero is kept for the empty string:
 * strings that begin with so many zero characters are left out.
 */
public final class ShortText {
  public static final int MAX_LENGTH = 15;

  private static final int LENGTH_SHIFT = 56;
  private static final int LOW_LENGTH = 8;

  private ShortText() {}

  /** The low word; zero when the string is empty or none of these. */
  public static long low(String text) {
    long word = 0;
    int characters = 0;
    for (int i = Math.min(text.length(), LOW_LENGTH) - 1; i >= 0; i--) {
      int character = text.charAt(i);
      characters |= character;
      word = (word << 8) | character;
    }
    return characters > 0xFF ? 0 : word;
  }

  /**
   * The high word; zero when the string is none of these.
   *
   * @param low what {@link #low} says of the same string
   */
  public static long high(String text, long low) {
    int length = text.length();
    if (length > MAX_LENGTH || (low == 0 && length > 0)) return 0;
    long word = 0;
    int characters = 0;
    for (int i = length - 1; i >= LOW_LENGTH; i--) {
      int character = text.charAt(i);
      characters |= character;
      word = (word << 8) | character;
    }
    return characters > 0xFF ? 0 : word | (length + 1L) << LENGTH_SHIFT;
  }

  public static int length(long high) {
    return (int) (high >>> LENGTH_SHIFT) - 1;
  }

  public static String text(long low, long high) {
    byte[] bytes = new byte[length(high)];
    for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) at(low, high, i);
    return new String(bytes, ISO_8859_1);
  }

  /** What {@link String#hashCode} says of the text. */
  public static int hash(long low, long high) {
    int hash = 0;
    for (int i = 0, length = length(high); i < length; i++) hash = 31 * hash + at(low, high, i);
    return hash;
  }

  private static int at(long low, long high, int index) {
    long word = index < LOW_LENGTH ? low >>> (8 * index) : high >>> (8 * (index - LOW_LENGTH));
    return (int) word & 0xFF;
  }
}
