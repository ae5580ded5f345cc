package io.brasa.ui.state;

import io.brasa.ui.diagnosis.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which tasks of a stage, in which order, and which piece of that.
 *
 * @param sort the name of a component of {@link TaskView}, with {@code -} before it for descending;
 *     empty for the order in which they began
 * @param status nothing for all
 * @param search a piece of the executor's name, of the error, or the partition's number; empty for
 *     all
 */
public record TaskSelection(
    long offset, int limit, String sort, Optional<Status> status, String search) {
  /** More rows than a packed key has room for are sorted as objects. */
  private static final int PACKED_ROW_BITS = 20;

  int[] rows(TaskColumns tasks, List<String> executors, long nowMillis) {
    int[] rows = matching(tasks, executors);
    if (sort.isEmpty()) return rows;
    boolean isDescending = sort.startsWith("-");
    String name = isDescending ? sort.substring(1) : sort;
    long[] keys = new long[tasks.count()];
    Key key = key(name, tasks, executors, nowMillis);
    for (int row : rows) keys[row] = key.of(row);
    return sorted(rows, keys, isDescending);
  }

  private int[] matching(TaskColumns tasks, List<String> executors) {
    String wanted = search.toLowerCase(Locale.ROOT);
    boolean[] isWantedExecutor = new boolean[executors.size()];
    for (int i = 0; i < isWantedExecutor.length; i++)
      isWantedExecutor[i] = executors.get(i).toLowerCase(Locale.ROOT).contains(wanted);
    int[] rows = new int[tasks.count()];
    int count = 0;
    for (int row = 0; row < tasks.count(); row++) {
      if (status.isPresent() && tasks.status(row) != status.get()) continue;
      if (!wanted.isEmpty()
          && !isWantedExecutor[tasks.executors()[row]]
          && !Integer.toString(tasks.partitions()[row]).equals(wanted)
          && !tasks.errors().getOrDefault(row, "").toLowerCase(Locale.ROOT).contains(wanted))
        continue;
      rows[count++] = row;
    }
    return Arrays.copyOf(rows, count);
  }

  @FunctionalInterface
  private interface Key {
    long of(int row);
  }

  private static Key key(String name, TaskColumns tasks, List<String> executors, long nowMillis) {
    return switch (name) {
      case "partition" -> row -> tasks.partitions()[row];
      case "attempt" -> row -> tasks.attempts()[row];
      case "status" -> row -> tasks.statuses()[row];
      case "startedMillis" -> row -> tasks.started()[row];
      case "endedMillis" -> row -> tasks.ended()[row] < 0 ? Long.MAX_VALUE : tasks.ended()[row];
      case "executor" -> {
        int[] ranks = ranks(executors);
        yield row -> ranks[tasks.executors()[row]];
      }
      case "error" -> row -> tasks.errors().containsKey(row) ? 1 : 0;
      case "wallMillis" -> row -> tasks.wallNanos(row, nowMillis);
      default -> {
        for (Metric metric : Metric.ALL)
          if (metric.label().equals(name)) yield row -> tasks.metric(metric, row);
        throw new IllegalArgumentException("Tasks have no '" + name + "' to be sorted by");
      }
    };
  }

  private static int[] ranks(List<String> executors) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < executors.size(); i++) order.add(i);
    order.sort(Comparator.comparing(executors::get));
    int[] ranks = new int[executors.size()];
    for (int rank = 0; rank < ranks.length; rank++) ranks[order.get(rank)] = rank;
    return ranks;
  }

  /** Equal keys stay in the order in which the tasks began. */
  private static int[] sorted(int[] rows, long[] keys, boolean isDescending) {
    if (rows.length == 0) return rows;
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int row : rows) {
      min = Math.min(min, keys[row]);
      max = Math.max(max, keys[row]);
    }
    boolean fits =
        keys.length < 1 << PACKED_ROW_BITS
            && max - min >= 0
            && max - min < 1L << 63 - PACKED_ROW_BITS;
    return fits
        ? sortedPacked(rows, keys, min, max, isDescending)
        : sortedObjects(rows, keys, isDescending);
  }

  private static int[] sortedPacked(
      int[] rows, long[] keys, long min, long max, boolean isDescending) {
    long[] packed = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      long key = isDescending ? max - keys[rows[i]] : keys[rows[i]] - min;
      packed[i] = key << PACKED_ROW_BITS | rows[i];
    }
    Arrays.sort(packed);
    int[] sorted = new int[rows.length];
    for (int i = 0; i < sorted.length; i++)
      sorted[i] = (int) (packed[i] & (1 << PACKED_ROW_BITS) - 1);
    return sorted;
  }

  private static int[] sortedObjects(int[] rows, long[] keys, boolean isDescending) {
    List<Integer> sorted = new ArrayList<>(rows.length);
    for (int row : rows) sorted.add(row);
    Comparator<Integer> order = Comparator.comparingLong(row -> keys[row]);
    sorted.sort(isDescending ? Collections.reverseOrder(order) : order);
    return sorted.stream().mapToInt(Integer::intValue).toArray();
  }
}
