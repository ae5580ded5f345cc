package io.brasa.connectors.parquet.compress;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.brasa.connectors.parquet.format.Damage;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** LZ4 blocks without frames. Source: lz4_Block_format.md of LZ4. */
final class Lz4 {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);
  private static final int MATCH_MIN = 4;
  private static final int LAST_LITERALS = 5;
  private static final int MATCH_LIMIT = 12;
  private static final int DISTANCE_MAX = 65_535;
  private static final int HASH_BITS = 14;
  private static final int HASH_MULTIPLIER = 0x9e3779b1;

  private Lz4() {}

  /** Unpacks into {@code out} from 0; it must get exactly {@code length} bytes. */
  static void unpack(byte[] in, int from, int end, byte[] out, int length) {
    int position = from;
    int at = 0;
    while (position < end) {
      int token = in[position++] & 0xff;
      int literals = token >>> 4;
      if (literals == 15) {
        int part;
        do {
          part = in[position++] & 0xff;
          literals += part;
        } while (part == 255 && literals >= 0 && position < end);
      }
      if (literals < 0 || literals > end - position || literals > length - at)
        throw new Damage(position - from, "a literal reaches behind the end");
      System.arraycopy(in, position, out, at, literals);
      position += literals;
      at += literals;
      if (position == end) break;
      if (end - position < 2) throw new Damage(position - from, "a copy is cut off");
      int distance = in[position] & 0xff | (in[position + 1] & 0xff) << 8;
      position += 2;
      int count = token & 15;
      if (count == 15) {
        int part;
        do {
          if (position >= end) throw new Damage(position - from, "a copy is cut off");
          part = in[position++] & 0xff;
          count += part;
        } while (part == 255 && count >= 0);
      }
      count += MATCH_MIN;
      if (distance == 0 || distance > at || count < 0 || count > length - at)
        throw new Damage(position - from, "a copy of what is not there");
      if (distance >= 8 && count <= out.length - 8 - at) {
        int source = at - distance;
        for (int i = 0; i < count; i += 8)
          LONGS.set(out, at + i, (long) LONGS.get(out, source + i));
        at += count;
      } else {
        at = Overlap.copy(out, at, distance, count);
      }
    }
    if (at != length)
      throw new Damage(end - from, "an LZ4 block gives " + at + " bytes instead of " + length);
  }

  static int boundOf(int length) {
    return Math.toIntExact(16L + length + length / 255);
  }

  /** Packs all bytes; returns where the result ends in {@code out}, which begins at 0. */
  static int pack(byte[] in, int from, int length, byte[] out) {
    int[] table = new int[1 << HASH_BITS];
    int end = from + length;
    int limit = end - MATCH_LIMIT;
    int literal = from;
    int position = from;
    int at = 0;
    int misses = 64;
    while (position < limit) {
      int word = (int) INTS.get(in, position);
      int slot = word * HASH_MULTIPLIER >>> 32 - HASH_BITS;
      // places are kept one too high: zero is for none
      int candidate = from + table[slot] - 1;
      table[slot] = position - from + 1;
      if (candidate < from
          || position - candidate > DISTANCE_MAX
          || (int) INTS.get(in, candidate) != word) {
        position += misses++ >>> 6;
        continue;
      }
      misses = 64;
      int count =
          MATCH_MIN
              + Overlap.same(in, candidate + MATCH_MIN, position + MATCH_MIN, end - LAST_LITERALS);
      at = sequence(in, literal, position - literal, position - candidate, count, out, at);
      position += count;
      literal = position;
    }
    return sequence(in, literal, end - literal, 0, 0, out, at);
  }

  /** A literal and a copy; without a copy the last literal. */
  private static int sequence(
      byte[] in, int from, int literals, int distance, int count, byte[] out, int outAt) {
    int at = outAt;
    int more = count - MATCH_MIN;
    int low = distance == 0 ? 0 : Math.min(15, more);
    out[at++] = (byte) (Math.min(15, literals) << 4 | low);
    if (literals >= 15) at = rest(literals - 15, out, at);
    System.arraycopy(in, from, out, at, literals);
    at += literals;
    if (distance == 0) return at;
    out[at++] = (byte) distance;
    out[at++] = (byte) (distance >>> 8);
    return more >= 15 ? rest(more - 15, out, at) : at;
  }

  private static int rest(int count, byte[] out, int outAt) {
    int at = outAt;
    int left = count;
    while (left >= 255) {
      out[at++] = (byte) 255;
      left -= 255;
    }
    out[at++] = (byte) left;
    return at;
  }
}
