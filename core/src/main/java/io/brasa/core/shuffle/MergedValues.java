package io.brasa.core.shuffle;

import io.brasa.runtime.codec.Group;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The spilled runs of a {@link GroupBuffer} as one: a binary heap gives the runs that have the next
 * hash, in the order in which they were written. Nearly always they have one key with that hash:
 * then its values are streamed, piece by piece, and a group of any size passes through little
 * memory. Where keys share the hash, a first look tells (see {@link GroupBuffer}), and the groups
 * of the hash are gathered before they are given in the order of their content.
 */
final class MergedValues extends KeyedValues {
  private static final int MAX_FILES = 200;

  private final List<Rows> runs;
  private final KeyAccess keys;
  private final ContentHash contentHash;
  private final GroupBuilder builder;

  /** The runs that stand on a row and are not {@code open}, the one with the least hash first. */
  private final int[] heap;

  private int heapSize;
  private boolean isStarted;

  /** The runs that stood on the hash when it began, in order. */
  private final int[] open;

  private int openCount;
  private int openAt;

  private final List<Gathered> gathered = new ArrayList<>();
  private int nextGathered;
  private Iterator<Object> piece;

  /** Whether the key has its hash in common with others. */
  boolean sharesHash;

  private record Gathered(Object key, Group<Object> values) {}

  MergedValues(List<Rows> runs, KeyAccess keys, ContentHash contentHash, GroupBuilder builder) {
    this.runs = runs;
    this.keys = keys;
    this.contentHash = contentHash;
    this.builder = builder;
    this.heap = new int[runs.size()];
    this.open = new int[runs.size()];
  }

  // ---- keys

  @Override
  boolean nextKey() {
    if (!isStarted) start();
    if (sharesHash) {
      if (nextGathered < gathered.size()) {
        take(gathered.set(nextGathered++, null));
        return true;
      }
      gathered.clear();
      builder.release();
      sharesHash = false;
    } else {
      while (nextValue()) {
        // Values that nobody wanted.
      }
    }
    return openHash();
  }

  private void start() {
    isStarted = true;
    for (int run = 0; run < runs.size(); run++) {
      if (read(run)) push(run);
    }
  }

  private boolean openHash() {
    openCount = 0;
    openAt = 0;
    piece = null;
    if (heapSize == 0) return false;
    hash = runs.get(heap[0]).hash;
    while (heapSize > 0 && runs.get(heap[0]).hash == hash) open[openCount++] = pop();
    Rows first = runs.get(open[0]);
    key = first.key;
    sharesHash = first.value instanceof Optional;
    for (int i = 1; i < openCount && !sharesHash; i++) {
      Rows other = runs.get(open[i]);
      sharesHash = other.value instanceof Optional || !keys.equal(key, other.key);
    }
    if (sharesHash) {
      gather();
      take(gathered.set(nextGathered++, null));
    } else {
      piece = valuesOf(first);
    }
    return true;
  }

  private void take(Gathered next) {
    key = next.key;
    piece = next.values.iterator();
  }

  @SuppressWarnings("unchecked")
  private static Iterator<Object> valuesOf(Rows row) {
    Object value = row.value instanceof Optional<?> marked ? marked.orElseThrow() : row.value;
    return ((Group<Object>) value).iterator();
  }

  // ---- values

  @Override
  boolean nextValue() {
    while (piece != null) {
      if (piece.hasNext()) {
        value = piece.next();
        return true;
      }
      piece = sharesHash ? null : nextPiece();
    }
    return false;
  }

  private Iterator<Object> nextPiece() {
    Rows run = runs.get(open[openAt]);
    if (!advance(open[openAt])) {
      if (++openAt == openCount) return null;
      run = runs.get(open[openAt]);
    }
    return valuesOf(run);
  }

  /**
   * Whether the run has another row with the hash; if not it waits in the heap for its next one.
   */
  private boolean advance(int run) {
    if (!read(run)) return false;
    if (runs.get(run).hash == hash) return true;
    push(run);
    return false;
  }

  /**
   * All groups of the hash. A key that is in several runs is the one that came first. Each group is
   * made apart, so there may be as many files at a time as there are keys too large for the heap.
   */
  private void gather() {
    List<Object> found = new ArrayList<>();
    List<GroupBuilder> builders = new ArrayList<>();
    try {
      for (int i = 0; i < openCount; i++) {
        Rows run = runs.get(open[i]);
        do {
          int at = indexOf(found, run.key);
          if (at < 0) {
            at = found.size();
            found.add(run.key);
            builders.add(builder.sibling());
            builders.get(at).begin();
          }
          valuesOf(run).forEachRemaining(builders.get(at)::add);
          requireFewFiles(builders);
        } while (advance(open[i]));
      }
      for (int i = 0; i < found.size(); i++)
        gathered.add(new Gathered(found.get(i), builders.get(i).finish()));
    } finally {
      for (GroupBuilder each : builders) each.abandon();
    }
    gathered.sort(Comparator.comparingLong(group -> contentHash.of(group.key)));
    nextGathered = 0;
  }

  private void requireFewFiles(List<GroupBuilder> builders) {
    if (builders.size() <= MAX_FILES) return;
    int files = 0;
    for (GroupBuilder each : builders) if (each.isStoring()) files++;
    if (files > MAX_FILES) throw builder.exhausted(builders.size());
  }

  private int indexOf(List<Object> found, Object wanted) {
    for (int i = 0; i < found.size(); i++) if (keys.equal(found.get(i), wanted)) return i;
    return -1;
  }

  // ---- heap

  private boolean read(int run) {
    Rows rows = runs.get(run);
    if (!rows.advance()) return false;
    rows.hash = keys.hash(rows.key);
    return true;
  }

  private boolean isBefore(int left, int right) {
    int compared = Integer.compare(runs.get(left).hash, runs.get(right).hash);
    return compared < 0 || compared == 0 && left < right;
  }

  private void push(int run) {
    int at = heapSize++;
    while (at > 0 && isBefore(run, heap[(at - 1) / 2])) {
      heap[at] = heap[(at - 1) / 2];
      at = (at - 1) / 2;
    }
    heap[at] = run;
  }

  private int pop() {
    int top = heap[0];
    int moving = heap[--heapSize];
    int at = 0;
    while (2 * at + 1 < heapSize) {
      int child = 2 * at + 1;
      if (child + 1 < heapSize && isBefore(heap[child + 1], heap[child])) child++;
      if (!isBefore(heap[child], moving)) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = moving;
    return top;
  }

  @Override
  public void close() {
    heapSize = 0;
    openCount = 0;
    piece = null;
    gathered.clear();
    isStarted = true;
    sharesHash = false;
    builder.close();
    for (Rows run : runs) run.close();
  }
}
