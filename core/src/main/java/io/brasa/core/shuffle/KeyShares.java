package io.brasa.core.shuffle;

import io.brasa.core.event.HeavyKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Which keys many of the rows have that a task reads of a partition, as a sample tells: one row in
 * {@value #STRIDE} is looked at, and of these at most {@value #COUNTERS} keys are counted at a time
 * (Misra and Gries, "Finding repeated elements", 1982): a key with more than one in {@value
 * #COUNTERS} of the sampled rows is not missed, and none is counted too often. Belongs to the
 * task's thread.
 */
public final class KeyShares {
  /** No power of two, in whose steps rows may repeat. */
  static final int STRIDE = 61;

  private static final int COUNTERS = 16;

  /** Of fewer rows nothing is said. */
  private static final int LEAST_SAMPLED = 50;

  /** Keys with less of the rows are not heavy. */
  private static final double LEAST_SHARE = 0.1;

  /** Null until a row is looked at: most tasks are too small for that. */
  private Map<Object, int[]> counts;

  private int untilNext = STRIDE;
  private long sampled;

  /** A key of the program's whose methods fail: then nothing is said. */
  private boolean isBroken;

  /** A row was read. */
  void row(Object key) {
    if (--untilNext > 0) return;
    untilNext = STRIDE;
    sample(key);
  }

  /**
   * So many rows were read.
   *
   * @param keys gives the key of one of them, counted from 0; asked for few, in their order
   */
  void rows(int count, IntFunction<?> keys) {
    int next = untilNext - 1;
    for (; next < count; next += STRIDE) sample(keys.apply(next));
    untilNext = next - count + 1;
  }

  private void sample(Object told) {
    if (isBroken || told == null) return;
    // Arrays are what they hold.
    Object key = told instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : told;
    sampled++;
    if (counts == null) counts = new HashMap<>();
    try {
      int[] count = counts.get(key);
      if (count != null) count[0]++;
      else if (counts.size() < COUNTERS) counts.put(key, new int[] {1});
      else countDown();
    } catch (RuntimeException ofTheProgram) {
      isBroken = true;
      counts.clear();
    }
  }

  private void countDown() {
    for (Iterator<int[]> each = counts.values().iterator(); each.hasNext(); )
      if (--each.next()[0] == 0) each.remove();
  }

  /** The heavy keys, if there are any. */
  List<HeavyKey> heavy(int partition) {
    if (isBroken || sampled < LEAST_SAMPLED) return List.of();
    List<HeavyKey> heavy = new ArrayList<>();
    counts.forEach(
        (key, count) -> {
          if (count[0] >= LEAST_SHARE * sampled)
            heavy.add(
                new HeavyKey(
                    text(key), partition, (long) count[0] * STRIDE, sampled * STRIDE, false));
        });
    heavy.sort(Comparator.comparingLong(HeavyKey::rows).reversed().thenComparing(HeavyKey::key));
    return List.copyOf(heavy.subList(0, Math.min(HeavyKey.MOST, heavy.size())));
  }

  private static String text(Object key) {
    try {
      return cut(key instanceof ByteBuffer bytes ? text(bytes.array()) : String.valueOf(key));
    } catch (RuntimeException ofTheProgram) {
      return "a " + key.getClass().getName();
    }
  }

  /** Letters as they are, if all are some; else digits. */
  private static String text(byte[] bytes) {
    for (byte each : bytes)
      if (each < ' ' || each > '~') return "0x" + HexFormat.of().formatHex(bytes);
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  /** As much of a text as is told of a key. */
  public static String cut(String text) {
    return text.length() <= HeavyKey.TEXT_MAX ? text : text.substring(0, HeavyKey.TEXT_MAX) + "…";
  }
}
