package io.brasa.sql.operator.exchange;

import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.core.event.HeavyKey;
import io.brasa.core.shuffle.KeyShares;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Which keys many of the rows have that a task sends through an exchange by hash, as a sample
 * tells: one row in {@value #STRIDE}, of which at most {@value #COUNTERS} keys, known by their
 * hash, are counted at a time (Misra and Gries, 1982). The text of a key is made when it has been
 * met a few times. Belongs to the task's thread.
 */
final class WrittenKeys {
  private static final int STRIDE = 61;
  private static final int COUNTERS = 64;
  private static final int LEAST_SAMPLED = 50;

  /** When a key is worth a text. */
  private static final int MET = 5;

  /** Of its partition's rows, and its partition of what one has on average. */
  private static final double LEAST_SHARE = 0.1;

  private static final int MUCH_LARGER = 2;

  private final int[] sampledByTarget;
  private final Map<Long, Count> counts = new HashMap<>();
  private int next = STRIDE - 1;
  private long sampled;

  private static final class Count {
    private int rows = 1;
    private int target;
    private String text;
  }

  WrittenKeys(int targetCount) {
    sampledByTarget = new int[targetCount];
  }

  /**
   * Looks at some rows of a batch.
   *
   * @param rows where they are in the columns; null if they are all
   */
  void look(List<Vector> columns, int[] rows, long[] hashes, int[] targets) {
    for (; next < targets.length; next += STRIDE) {
      sampled++;
      sampledByTarget[targets[next]]++;
      Count count = counts.get(hashes[next]);
      if (count != null) {
        if (++count.rows >= MET && count.text == null)
          count.text = text(columns, rows == null ? next : rows[next]);
      } else if (counts.size() < COUNTERS) {
        count = new Count();
        count.target = targets[next];
        counts.put(hashes[next], count);
      } else {
        countDown();
      }
    }
    next -= targets.length;
  }

  private void countDown() {
    for (Iterator<Count> each = counts.values().iterator(); each.hasNext(); )
      if (--each.next().rows == 0) each.remove();
  }

  private static String text(List<Vector> columns, int row) {
    StringBuilder text = new StringBuilder();
    for (Vector column : columns) {
      if (!text.isEmpty()) text.append(", ");
      text.append(Values.get(column, row));
    }
    return KeyShares.cut(text.toString());
  }

  List<HeavyKey> heavy() {
    if (sampled < LEAST_SAMPLED) return List.of();
    List<HeavyKey> heavy = new ArrayList<>();
    double average = (double) sampled / sampledByTarget.length;
    for (Count count : counts.values()) {
      int ofTarget = sampledByTarget[count.target];
      boolean isHeavy =
          count.text != null
              && count.rows >= LEAST_SHARE * ofTarget
              && ofTarget >= MUCH_LARGER * average;
      if (isHeavy)
        heavy.add(
            new HeavyKey(
                count.text,
                count.target,
                (long) count.rows * STRIDE,
                (long) ofTarget * STRIDE,
                true));
    }
    heavy.sort(Comparator.comparingLong(HeavyKey::rows).reversed().thenComparing(HeavyKey::key));
    return List.copyOf(heavy.subList(0, Math.min(HeavyKey.MOST, heavy.size())));
  }
}
