package io.brasa.connectors.parquet.compress;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.brasa.connectors.parquet.format.Damage;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Snappy blocks. Source: format_description.txt of Google's Snappy.
 *
 * <p>A block is the unpacked length as a number of 7 bits a byte, then elements: literals and
 * copies of what was unpacked before. The hot loop copies words of 8 bytes and so writes up to
 * {@value #SLACK} bytes too many, which is why it stops short of the ends of both arrays and a
 * careful loop does the rest.
 */
final class Snappy {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, LITTLE_ENDIAN);

  /** How far from the ends words are no longer copied. */
  static final int SLACK = 80;

  private static final int HASH_BITS = 14;
  private static final int HASH_MULTIPLIER = 0x1e35a7bd;
  private static final int BLOCK = 1 << 16;

  /** By tag of a copy: its length, and from bit 8 on what the tag has of the distance. */
  private static final int[] COPIES = copies();

  private Snappy() {}

  private static int[] copies() {
    int[] copies = new int[256];
    for (int tag = 0; tag < 256; tag++) {
      boolean isShort = (tag & 3) == 1;
      copies[tag] = isShort ? (tag >>> 2 & 7) + 4 | (tag & 0xe0) << 11 : (tag >>> 2) + 1;
    }
    return copies;
  }

  /** Unpacks into {@code out} from 0; it must get exactly {@code length} bytes. */
  static void unpack(byte[] in, int from, int end, byte[] out, int length) {
    int position = from;
    long declared = 0;
    int shift = 0;
    while (true) {
      int part = in[position++];
      declared |= (long) (part & 0x7f) << shift;
      if (part >= 0) break;
      shift += 7;
      if (shift > 28) throw new Damage(position - from, "the length of a Snappy block");
    }
    if (declared != length)
      throw new Damage(
          position - from, "a Snappy block of " + declared + " bytes instead of " + length);
    unpackElements(in, position, end, out, length, from);
  }

  private static void unpackElements(
      byte[] in, int start, int end, byte[] out, int length, int origin) {
    long state = unpackFast(in, start, end - SLACK, out, Math.min(length, out.length) - SLACK);
    int position = (int) (state >>> 32);
    int at = (int) state;
    while (position < end) {
      int tag = in[position++] & 0xff;
      int count = (tag >>> 2) + 1;
      if ((tag & 3) == 0) {
        if (count > 60) {
          int bytes = count - 60;
          if (end - position < bytes) throw cut(position - origin);
          count = 1 + little(in, position, bytes);
          position += bytes;
        }
        if (count <= 0 || count > end - position || count > length - at)
          throw new Damage(position - origin, "a literal reaches behind the end");
        System.arraycopy(in, position, out, at, count);
        position += count;
        at += count;
        continue;
      }
      int bytes = (tag & 3) == 3 ? 4 : tag & 3;
      if (end - position < bytes) throw cut(position - origin);
      int distance = little(in, position, bytes);
      if (bytes == 1) {
        count = (tag >>> 2 & 7) + 4;
        distance |= (tag & 0xe0) << 3;
      }
      position += bytes;
      if (distance <= 0 || distance > at || count > length - at)
        throw new Damage(position - origin, "a copy of what is not there");
      at = Overlap.copy(out, at, distance, count);
    }
    if (at != length)
      throw new Damage(end - origin, "a Snappy block gives " + at + " bytes instead of " + length);
  }

  private static Damage cut(int position) {
    return new Damage(position, "a Snappy block is cut off");
  }

  private static int little(byte[] in, int from, int bytes) {
    int value = 0;
    for (int i = bytes - 1; i >= 0; i--) value = value << 8 | in[from + i] & 0xff;
    return value;
  }

  /**
   * Unpacks elements as long as both places are below their limits; what does not hold is left to
   * the careful loop to say. Which kind of copy comes next cannot be foretold, so there is no
   * branch on it: lengths and distances come from a table and masks.
   *
   * @return where it stopped in the packed bytes, and in the lower half in the unpacked
   */
  private static long unpackFast(byte[] in, int start, int inLimit, byte[] out, int outLimit) {
    int position = start;
    int at = 0;
    while (position < inLimit && at < outLimit) {
      long word = (long) LONGS.get(in, position);
      int tag = (int) word & 0xff;
      int kind = tag & 3;
      if (kind == 0) {
        int count = (tag >>> 2) + 1;
        if (count <= 16) {
          LONGS.set(out, at, (long) LONGS.get(in, position + 1));
          LONGS.set(out, at + 8, (long) LONGS.get(in, position + 9));
          position += count + 1;
          at += count;
          continue;
        }
        int bytes = Math.max(0, count - 60);
        if (bytes > 0) count = 1 + (int) (word >>> 8 & (1L << 8 * bytes) - 1);
        int from = position + 1 + bytes;
        if (count <= 0 || count > inLimit - from || count > outLimit - at) break;
        System.arraycopy(in, from, out, at, count);
        position = from + count;
        at += count;
        continue;
      }
      int entry = COPIES[tag];
      int bytes = kind + (kind + 1 >>> 2);
      int count = entry & 0xff;
      int distance = entry >>> 8 | (int) (word >>> 8 & (1L << 8 * bytes) - 1);
      int source = at - distance;
      if (distance < 8 || source < 0) {
        if (distance <= 0 || source < 0) break;
        at = Overlap.copy(out, at, distance, count);
      } else {
        LONGS.set(out, at, (long) LONGS.get(out, source));
        LONGS.set(out, at + 8, (long) LONGS.get(out, source + 8));
        for (int i = 16; i < count; i += 8)
          LONGS.set(out, at + i, (long) LONGS.get(out, source + i));
        at += count;
      }
      position += 1 + bytes;
    }
    return (long) position << 32 | at;
  }

  /** The most bytes that packing so many can take. */
  static int boundOf(int length) {
    return Math.toIntExact(32L + length + length / 6);
  }

  /** Packs all bytes; returns where the result ends in {@code out}, which begins at 0. */
  static int pack(byte[] in, int from, int length, byte[] out) {
    int at = 0;
    int rest = length;
    while (rest > 0x7f) {
      out[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    out[at++] = (byte) rest;
    short[] table = new short[1 << HASH_BITS];
    for (int start = from; start < from + length; start += BLOCK) {
      at = packBlock(in, start, Math.min(start + BLOCK, from + length), out, at, table);
    }
    return at;
  }

  private static int packBlock(
      byte[] in, int start, int end, byte[] out, int outAt, short[] table) {
    Arrays.fill(table, (short) 0);
    int at = outAt;
    int literal = start;
    int position = start + 1;
    int limit = end - 12;
    int misses = 32;
    while (position < limit) {
      int word = (int) INTS.get(in, position);
      int slot = word * HASH_MULTIPLIER >>> 32 - HASH_BITS;
      int candidate = start + (table[slot] & 0xffff);
      table[slot] = (short) (position - start);
      if (candidate >= position || (int) INTS.get(in, candidate) != word) {
        position += misses++ >>> 5;
        continue;
      }
      misses = 32;
      if (literal < position) at = literal(in, literal, position - literal, out, at);
      int count = 4 + Overlap.same(in, candidate + 4, position + 4, end);
      at = copy(position - candidate, count, out, at);
      position += count;
      literal = position;
      if (position < limit) {
        int before = (int) INTS.get(in, position - 1) * HASH_MULTIPLIER >>> 32 - HASH_BITS;
        table[before] = (short) (position - 1 - start);
      }
    }
    return literal < end ? literal(in, literal, end - literal, out, at) : at;
  }

  private static int literal(byte[] in, int from, int count, byte[] out, int outAt) {
    int at = outAt;
    int less = count - 1;
    if (less < 60) {
      out[at++] = (byte) (less << 2);
    } else if (less < 1 << 8) {
      out[at++] = (byte) (60 << 2);
      out[at++] = (byte) less;
    } else {
      out[at++] = (byte) (61 << 2);
      out[at++] = (byte) less;
      out[at++] = (byte) (less >>> 8);
    }
    System.arraycopy(in, from, out, at, count);
    return at + count;
  }

  private static int copy(int distance, int length, byte[] out, int outAt) {
    int at = outAt;
    int count = length;
    while (count >= 68) {
      at = longCopy(distance, 64, out, at);
      count -= 64;
    }
    if (count > 64) {
      at = longCopy(distance, 60, out, at);
      count -= 60;
    }
    if (count >= 12 || distance >= 2048) return longCopy(distance, count, out, at);
    out[at++] = (byte) (distance >>> 8 << 5 | count - 4 << 2 | 1);
    out[at++] = (byte) distance;
    return at;
  }

  private static int longCopy(int distance, int count, byte[] out, int at) {
    out[at] = (byte) (count - 1 << 2 | 2);
    out[at + 1] = (byte) distance;
    out[at + 2] = (byte) (distance >>> 8);
    return at + 3;
  }
}
