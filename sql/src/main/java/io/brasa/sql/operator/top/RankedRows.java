package io.brasa.sql.operator.top;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.sql.evaluate.Evaluator;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.operator.BatchIterator;
import io.brasa.sql.operator.BatchScatter;
import io.brasa.sql.operator.Columns;
import io.brasa.sql.operator.Compact;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.operator.sort.RowOrder;
import io.brasa.sql.operator.sort.SortPrefix;
import io.brasa.sql.physical.TopRowsPerGroup;
import io.brasa.sql.physical.TopRowsPerGroup.Ranking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of many groups of which each may still be among the first of its group. Belongs to one
 * thread.
 *
 * <p>Rows are numbered in the order in which they came in, and lie in chunks. Each group has its
 * best rows in order: by row number and rank the first {@code count} rows, by dense rank one row
 * for each of the first {@code count} keys. The last of these is what a new row is held against; if
 * it is not behind it, it is stored. Rows that others drove out, or whose equals all were, stay in
 * their chunks until there are as many of them as of the others; then the chunks are made anew.
 *
 * <p>Rows of the batch that is being added are not in a chunk yet: their keys are those of the
 * batch.
 */
final class RankedRows {
  private static final int MIN_ROWS = 1 << 16;
  private static final int MIN_CHUNKS = 256;

  private final TopRowsPerGroup plan;
  private final Ranking ranking;
  private final int count;
  private final RowOrder order;
  private final List<Evaluator> evaluators;

  // By group.
  private int[] best = {};
  private int[] bestCounts = {};

  /** The prefix of the last of the best; the greatest there is while they are too few. */
  private long[] limits = {};

  private int groupCount;

  // By row.
  private long[] prefixes = new long[64];
  private int[] groupOf = new int[64];
  private int rowCount;

  // By chunk.
  private List<Batch> chunks = new ArrayList<>();
  private List<Vector[]> chunkKeys = new ArrayList<>();
  private int[] chunkStarts = new int[16];
  private long chunkBytes;

  private int roomForRows = MIN_ROWS;
  private int roomForChunks = MIN_CHUNKS;

  // Of the batch at hand.
  private Vector[] keys;
  private int[] accepted = {};
  private int firstAccepted;
  private long[] batchPrefixes = {};

  /** Whether rows of equal prefixes are equal. */
  private boolean isDecided;

  RankedRows(TopRowsPerGroup plan, OperatorContext context) {
    this.plan = plan;
    this.ranking = plan.ranking();
    this.count = plan.count();
    this.order = new RowOrder(plan.order());
    this.evaluators = context.evaluators(plan.order().stream().map(SortKey::expression).toList());
    clear();
  }

  /** How many are stored. */
  int rowCount() {
    return rowCount;
  }

  /**
   * Adds the rows of a batch that are not behind the best ones of their groups.
   *
   * @param groups of these rows, below {@code newGroupCount}
   */
  void add(Batch batch, int[] groups, int newGroupCount) {
    reserve(newGroupCount);
    int size = batch.rowCount();
    int[] selected = batch.selection().map(Selection::rows).orElse(null);
    if (accepted.length < size) {
      accepted = new int[size];
      batchPrefixes = new long[size];
    }
    keys = Columns.of(evaluators, batch).toArray(Vector[]::new);
    findPrefixes(selected, size);
    firstAccepted = rowCount;
    for (int i = 0; i < size; i++) add(groups[i], selected == null ? i : selected[i], i);
    int added = rowCount - firstAccepted;
    if (added > 0)
      addChunk(Compact.of(batch.selecting(new Selection(Arrays.copyOf(accepted, added), added))));
    if (rowCount > roomForRows || chunks.size() > roomForChunks) compact();
  }

  private void reserve(int newGroupCount) {
    groupCount = Math.max(groupCount, newGroupCount);
    if (groupCount <= bestCounts.length) return;
    int room = Math.max(groupCount, 2 * bestCounts.length);
    bestCounts = Arrays.copyOf(bestCounts, room);
    best = Arrays.copyOf(best, Math.multiplyExact(room, count));
    int from = limits.length;
    limits = Arrays.copyOf(limits, room);
    Arrays.fill(limits, from, room, Long.MAX_VALUE);
  }

  private void findPrefixes(int[] selected, int size) {
    if (keys.length == 0) return;
    Vector first = keys[0];
    SortPrefix.fill(first, selected, size, order.isDescending(0), batchPrefixes);
    isDecided &= keys.length == 1 && SortPrefix.isWhole(first) && !first.mayHaveNulls();
    if (!first.mayHaveNulls()) return;
    long ofNull = order.isNullsFirst(0) ? Long.MIN_VALUE : Long.MAX_VALUE;
    for (int i = 0; i < size; i++)
      if (first.isNullAt(selected == null ? i : selected[i])) batchPrefixes[i] = ofNull;
  }

  private void add(int group, int row, int place) {
    long prefix = batchPrefixes[place];
    if (prefix > limits[group]) return;
    int from = group * count;
    int filled = bestCounts[group];
    int at = from + filled;
    if (filled == count) {
      int compared = compare(prefix, row, best[at - 1]);
      if (compared > 0 || compared == 0 && ranking == Ranking.ROW_NUMBER) return;
      if (compared == 0) {
        store(group, row, prefix);
        return;
      }
      at--;
    }
    int to = at;
    int compared = 1;
    while (to > from && (compared = compare(prefix, row, best[to - 1])) < 0) to--;
    boolean isKnownKey = ranking == Ranking.DENSE_RANK && to > from && compared == 0;
    if (!isKnownKey) {
      System.arraycopy(best, to, best, to + 1, at - to);
      best[to] = rowCount;
      if (filled < count) bestCounts[group]++;
      store(group, row, prefix);
      if (bestCounts[group] == count) limits[group] = prefixes[best[from + count - 1]];
    } else {
      store(group, row, prefix);
    }
  }

  private void store(int group, int row, long prefix) {
    if (rowCount == groupOf.length) {
      groupOf = Arrays.copyOf(groupOf, 2 * rowCount);
      prefixes = Arrays.copyOf(prefixes, 2 * rowCount);
    }
    accepted[rowCount - firstAccepted] = row;
    groupOf[rowCount] = group;
    prefixes[rowCount++] = prefix;
  }

  /** A row of the batch with one that is stored. */
  private int compare(long prefix, int row, int stored) {
    if (prefix != prefixes[stored]) return prefix < prefixes[stored] ? -1 : 1;
    if (isDecided) return 0;
    if (stored >= firstAccepted)
      return order.compare(keys, row, keys, accepted[stored - firstAccepted]);
    int chunk = chunkOf(stored);
    return order.compare(keys, row, keysOf(chunk), stored - chunkStarts[chunk]);
  }

  private int compareStored(int left, int right) {
    if (prefixes[left] != prefixes[right]) return prefixes[left] < prefixes[right] ? -1 : 1;
    if (isDecided || left == right) return 0;
    int leftChunk = chunkOf(left);
    int rightChunk = chunkOf(right);
    return order.compare(
        keysOf(leftChunk),
        left - chunkStarts[leftChunk],
        keysOf(rightChunk),
        right - chunkStarts[rightChunk]);
  }

  private int chunkOf(int row) {
    int found = Arrays.binarySearch(chunkStarts, 0, chunks.size(), row);
    return found >= 0 ? found : -found - 2;
  }

  private Vector[] keysOf(int chunk) {
    Vector[] known = chunkKeys.get(chunk);
    if (known != null) return known;
    known = Columns.of(evaluators, chunks.get(chunk)).toArray(Vector[]::new);
    chunkKeys.set(chunk, known);
    return known;
  }

  private void addChunk(Batch chunk) {
    if (chunks.size() + 1 >= chunkStarts.length)
      chunkStarts = Arrays.copyOf(chunkStarts, 2 * chunkStarts.length);
    chunks.add(chunk);
    chunkKeys.add(null);
    chunkStarts[chunks.size()] = chunkStarts[chunks.size() - 1] + chunk.length();
    chunkBytes += chunk.sizeBytes();
  }

  // ---- those that count

  private boolean[] live() {
    boolean[] isLive = new boolean[rowCount];
    if (ranking == Ranking.ROW_NUMBER) {
      for (int group = 0; group < groupCount; group++)
        for (int i = 0; i < bestCounts[group]; i++) isLive[best[group * count + i]] = true;
      return isLive;
    }
    for (int row = 0; row < rowCount; row++) {
      int group = groupOf[row];
      isLive[row] =
          bestCounts[group] < count || compareStored(row, best[(group + 1) * count - 1]) <= 0;
    }
    return isLive;
  }

  private Batch live(int chunk, boolean[] isLive) {
    int start = chunkStarts[chunk];
    int[] rows = new int[chunkStarts[chunk + 1] - start];
    int size = 0;
    for (int i = 0; i < rows.length; i++) if (isLive[start + i]) rows[size++] = i;
    return chunks.get(chunk).selecting(new Selection(rows, size));
  }

  private BatchScatter gathering(List<Batch> to) {
    return new BatchScatter(plan.types(), 1, Batch.ROWS, (_, batch) -> to.add(batch));
  }

  /** Makes the chunks anew of those that count. */
  private void compact() {
    boolean[] isLive = live();
    List<Batch> gathered = new ArrayList<>();
    BatchScatter scatter = gathering(gathered);
    for (int chunk = 0; chunk < chunks.size(); chunk++) {
      Batch rows = live(chunk, isLive);
      if (rows.rowCount() > 0) scatter.add(rows, new int[rows.rowCount()]);
    }
    scatter.flush();
    int[] newRow = new int[rowCount];
    int kept = 0;
    for (int row = 0; row < rowCount; row++) {
      newRow[row] = kept;
      if (!isLive[row]) continue;
      groupOf[kept] = groupOf[row];
      prefixes[kept++] = prefixes[row];
    }
    rowCount = kept;
    for (int group = 0; group < groupCount; group++)
      for (int i = group * count; i < group * count + bestCounts[group]; i++)
        best[i] = newRow[best[i]];
    forgetChunks();
    for (Batch chunk : gathered) addChunk(chunk);
    roomForRows = (int) Math.min(Integer.MAX_VALUE, Math.max(MIN_ROWS, 2L * rowCount));
    roomForChunks = 2 * chunks.size() + MIN_CHUNKS;
  }

  /** Those that count, in the order in which they came. */
  BatchIterator kept() {
    boolean[] isLive = live();
    List<Batch> full = new ArrayList<>();
    BatchScatter scatter = gathering(full);
    return new BatchIterator() {
      private int nextChunk;

      @Override
      public Batch next() {
        while (full.isEmpty()) {
          if (nextChunk < chunks.size()) {
            Batch rows = live(nextChunk++, isLive);
            if (rows.rowCount() > 0) scatter.add(rows, new int[rows.rowCount()]);
          } else {
            scatter.flush();
            if (full.isEmpty()) return null;
          }
        }
        return full.removeFirst();
      }

      @Override
      public void close() {
        full.clear();
      }
    };
  }

  long sizeBytes() {
    return chunkBytes + 12L * groupOf.length + 4L * best.length + 12L * limits.length;
  }

  private void forgetChunks() {
    chunks = new ArrayList<>();
    chunkKeys = new ArrayList<>();
    chunkStarts = new int[16];
    chunkBytes = 0;
  }

  void clear() {
    best = new int[0];
    bestCounts = new int[0];
    limits = new long[0];
    groupCount = 0;
    groupOf = new int[64];
    prefixes = new long[64];
    rowCount = 0;
    roomForRows = MIN_ROWS;
    roomForChunks = MIN_CHUNKS;
    isDecided = true;
    forgetChunks();
  }
}
