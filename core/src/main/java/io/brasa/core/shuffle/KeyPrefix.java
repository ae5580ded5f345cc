package io.brasa.core.shuffle;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of a key that order as the keys do: where two prefixes, taken as unsigned numbers,
 * differ, the keys are in that order; where they are equal the keys have to be compared, unless
 * their class says that the prefix {@linkplain #decides is all there is}.
 *
 * <p>Prefixes of different classes do not compare, and a sort that meets two classes compares
 * throughout. A null has the lowest prefix, or the highest when reversed, which others may have
 * too. Numbers give themselves with the sign turned; doubles the order of {@code Double.compare},
 * -0.0 before 0.0 and NaN last; byte arrays their first bytes; strings the first bytes of their
 * characters in the form of CESU-8, whose bytes order as UTF-16 does. Shorter ones are filled up
 * with zeros, which leaves ties, never a wrong order. Thread-safe.
 */
final class KeyPrefix {
  private static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final SortOrder.Component component;
  private final boolean isOfBytes;
  private final boolean isNatural;
  private final long turn;

  private KeyPrefix(SortOrder order) {
    this.component = order instanceof SortOrder.Component of ? of : null;
    SortOrder simple = order;
    while (simple instanceof SortOrder.Component of) simple = of.order();
    this.isOfBytes = simple instanceof SortOrder.Bytes;
    this.isNatural = simple instanceof SortOrder.Natural;
    boolean isReversed =
        simple instanceof SortOrder.Natural natural && natural.isReversed()
            || simple instanceof SortOrder.Bytes bytes && bytes.isReversed();
    this.turn = isReversed ? -1 : 0;
  }

  static KeyPrefix of(SortOrder order) {
    return new KeyPrefix(order);
  }

  /** What of the key is ordered: the key, or a component of it. */
  Object ordered(Object key) {
    Object ordered = key;
    for (SortOrder.Component next = component; next != null; next = inner(next))
      ordered = next.of(ordered);
    return ordered;
  }

  private static SortOrder.Component inner(SortOrder.Component component) {
    return component.order() instanceof SortOrder.Component next ? next : null;
  }

  /** Whether what is ordered has prefixes when it is of this class. */
  boolean covers(Class<?> type) {
    if (isOfBytes) return type == byte[].class;
    return isNatural
        && (type == String.class
            || type == Long.class
            || type == Integer.class
            || type == Double.class
            || type == Short.class
            || type == Byte.class);
  }

  /** Whether keys of a covered class are equal when their prefixes are. */
  boolean decides(Class<?> type) {
    return type != String.class && type != byte[].class;
  }

  /** Whether keys are byte arrays that are ordered as a whole. */
  boolean isOfWholeBytes() {
    return isOfBytes && component == null;
  }

  /** The prefix of a key that is a byte array and lies in another. */
  long ofBytesAt(byte[] bytes, int from, int length) {
    return ofBytes(bytes, from, length) ^ turn;
  }

  /**
   * The prefix of what is ordered.
   *
   * @param ordered null or of a covered class
   */
  long of(Object ordered) {
    return prefix(ordered) ^ turn;
  }

  private static long prefix(Object ordered) {
    return switch (ordered) {
      case null -> 0;
      case byte[] bytes -> ofBytes(bytes, 0, bytes.length);
      case String text -> ofString(text);
      case Double number -> ofDouble(number);
      default -> ((Number) ordered).longValue() ^ Long.MIN_VALUE;
    };
  }

  private static long ofDouble(double number) {
    // Negative numbers order backwards by their bits.
    long bits = Double.doubleToLongBits(number);
    return bits ^ ((bits >> 63) | Long.MIN_VALUE);
  }

  private static long ofBytes(byte[] bytes, int from, int length) {
    if (length >= Long.BYTES) return (long) BIG_ENDIAN.get(bytes, from);
    long prefix = 0;
    for (int i = 0; i < length; i++)
      prefix |= (bytes[from + i] & 0xFFL) << (Long.SIZE - Byte.SIZE * (i + 1));
    return prefix;
  }

  private static long ofString(String text) {
    long prefix = 0;
    int room = Long.SIZE;
    int length = text.length();
    for (int i = 0; i < length && room > 0; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        prefix |= (long) c << (room -= 8);
      } else {
        room = appendWide(c, room);
        prefix |= wide(c, room);
      }
    }
    return prefix;
  }

  private static int appendWide(char c, int room) {
    return room - (c < 0x800 ? 16 : 24);
  }

  /** The two or three bytes of a character, cut off at the end of the prefix. */
  private static long wide(char c, int room) {
    long bytes =
        c < 0x800
            ? 0xC080L | (c >> 6) << 8 | c & 0x3F
            : 0xE08080L | (c >> 12) << 16 | (c >> 6 & 0x3F) << 8 | c & 0x3F;
    return room >= 0 ? bytes << room : bytes >>> -room;
  }
}
