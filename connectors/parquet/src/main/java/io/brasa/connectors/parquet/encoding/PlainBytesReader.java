package io.brasa.connectors.parquet.encoding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Values of any length, each with its length in 4 bytes in front.
 *
 * <p>Short values are copied by words of 8 bytes, past their end: what is too much is overwritten
 * by the next value, and there is room for it behind the last. Where the next value begins does not
 * wait for the copy, so that both go on at once.
 */
final class PlainBytesReader extends ValueReader {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Values of so many bytes are copied by words. */
  private static final int WORDS = 48;

  private static final int ROOM = 1 << 10;

  private final byte[] page;
  private final int end;
  private int position;
  private int[] starts = {};
  private double average = 8;

  PlainBytesReader(byte[] page, int from, int end) {
    this.page = page;
    this.position = from;
    this.end = end;
  }

  @Override
  public void skip(int count) {
    int at = position;
    for (int i = 0; i < count; i++) at = next(at);
    position = at;
  }

  private int next(int at) {
    if (end - at < 4) throw tooFew(at);
    int length = (int) INTS.get(page, at);
    if (length < 0 || length > end - at - 4) throw tooFew(at);
    return at + 4 + length;
  }

  /** Looks for the next values; their bytes begin 4 behind each place, and end at the next. */
  private void find(int count) {
    if (starts.length <= count) starts = new int[count + 1];
    int[] found = starts;
    int at = position;
    for (int i = 0; i < count; i++) {
      found[i] = at;
      at = next(at);
    }
    found[count] = at;
    position = at;
  }

  @Override
  public void bytes(BytesTarget out, int count) {
    // room by the length of values so far; what is missing is made on the way
    long guess = (long) (average * count * 1.1) + ROOM;
    out.reserve(Math.min(guess, (long) end - position + ROOM));
    int at = position;
    int target = out.byteCount;
    int first = target;
    int safe = Math.min(page.length, end) - WORDS;
    int[] offsets = out.offsets;
    int row = out.count;
    for (int i = 0; i < count; i++) {
      if (end - at < 4) throw tooFew(at);
      int length = (int) INTS.get(page, at);
      int start = at + 4;
      if (length < 0 || length > end - start) throw tooFew(at);
      if (length > out.bytes.length - target - WORDS) {
        out.byteCount = target;
        out.reserve(length + ROOM);
      }
      if (length <= WORDS && start <= safe) words(page, start, out.bytes, target);
      else System.arraycopy(page, start, out.bytes, target, length);
      at = start + length;
      target += length;
      offsets[++row] = target;
    }
    position = at;
    out.byteCount = target;
    out.count = row;
    if (count > 0) average = (double) (target - first) / count;
  }

  /** Always as many words: a branch on the length would be taken wrong for every third value. */
  private static void words(byte[] from, int start, byte[] to, int at) {
    LONGS.set(to, at, (long) LONGS.get(from, start));
    LONGS.set(to, at + 8, (long) LONGS.get(from, start + 8));
    LONGS.set(to, at + 16, (long) LONGS.get(from, start + 16));
    LONGS.set(to, at + 24, (long) LONGS.get(from, start + 24));
    LONGS.set(to, at + 32, (long) LONGS.get(from, start + 32));
    LONGS.set(to, at + 40, (long) LONGS.get(from, start + 40));
  }

  @Override
  public void bytes(BytesTarget out, int[] places, int count, int among) {
    find(among);
    long total = 0;
    for (int i = 0; i < count; i++) total += starts[places[i] + 1] - starts[places[i]] - 4;
    out.reserve(total);
    for (int i = 0; i < count; i++) {
      int start = starts[places[i]] + 4;
      out.append(page, start, starts[places[i] + 1] - start);
    }
  }
}
