package io.brasa.core.shuffle;

import io.brasa.runtime.codec.Group;
import io.brasa.runtime.codec.ValueColumn;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Brings the values of equal keys together. Keys are numbered by a {@link GroupTable}; a record
 * becomes the number of its key and its value, each at the end of an array. No key has a list of
 * its own: when all records are in, one pass puts the values in the order of their keys, and a
 * group is a range. So what a record costs is its value and four bytes, however the keys are
 * distributed.
 *
 * <p>When memory is refused everything so far becomes one spilled run: rows of a key and a piece of
 * its values, small enough that reading one back needs little memory however large the group. Rows
 * are in the order of the hash and of the content of the keys, as {@link KeyedValues} wants them.
 * The pieces of a key that shares its hash with another key of the same run are wrapped in an
 * {@code Optional}: that tells {@link MergedValues} that it has to look at keys, which it is spared
 * nearly always.
 *
 * <p>Order: values in the order in which they came, keys by hash and content, whatever was spilled.
 * Not thread-safe.
 */
final class GroupBuffer implements AutoCloseable {
  private static final int MAX_PIECE = 4096;
  private static final long PIECE_BYTES = 16 << 10;
  private static final int MAX_RECORDS = 1 << 30;
  private static final int MIN_ROOM = 64;

  private final GroupBuffer before;
  private final KeyAccess keys;
  private final ShuffleContext context;
  private final String operation;
  private final ContentHash contentHash;
  private final MemoryShare share;
  private final SizeSample keySizes;
  private final SizeSample valueSizes;
  private final Spills spills;

  /** Null unless somebody may change values after handing them over. */
  private final CodecCache borrowed;

  private GroupTable table;
  private int[] numbers = new int[MIN_ROOM];
  private ValueColumn values = new ValueColumn();
  private long valueBytes;

  /**
   * @param before another input of the same operation, which is put aside when memory is refused
   *     and it holds more; null if there is none
   */
  GroupBuffer(
      KeyAccess keys,
      ShuffleContext context,
      String operation,
      boolean borrowsValues,
      GroupBuffer before) {
    this.before = before;
    this.keys = keys;
    this.context = context;
    this.operation = operation;
    this.contentHash = new ContentHash(context.codecs());
    this.share = new MemoryShare(context, operation);
    this.keySizes = new SizeSample(context.codecs());
    this.valueSizes = new SizeSample(context.codecs());
    this.spills = new Spills(context, 1);
    this.borrowed = borrowsValues ? new CodecCache(context.codecs()) : null;
    this.table = new GroupTable(keys);
  }

  /** All records of a cursor, which is closed. */
  void addAll(Rows records) {
    try (records) {
      while (records.advance()) add(records.key, records.value);
    }
  }

  private void add(Object key, Object value) {
    Object kept = borrowed == null ? value : borrowed.owned(value);
    int hash = keys.hash(key);
    int number = table.find(key, hash);
    long arrayBytes = values.growthBytes(kept);
    long recordBytes = 0;
    if (number < 0) {
      if (table.isFull()) {
        // A refusal is for what comes: there is nothing to gain from growing and spilling then.
        if (!share.use(table.arrayBytes())) spill();
        else table.grow();
      }
      number = table.add(keys.owned(key), hash);
      recordBytes = keySizes.of(key);
    }
    if (values.size() == numbers.length) arrayBytes += growNumbers();
    numbers[values.size()] = number;
    values.add(kept);
    if (values.holdsReferences()) {
      long held = valueSizes.of(kept);
      valueBytes += held;
      recordBytes += held;
    }
    if (arrayBytes + recordBytes > 0 && !isGranted(arrayBytes, recordBytes)
        || values.size() == MAX_RECORDS) spill();
  }

  private boolean isGranted(long arrayBytes, long recordBytes) {
    boolean isGranted = share.use(arrayBytes);
    isGranted &= share.useForRecord(recordBytes);
    return isGranted || othersMakeRoom();
  }

  private boolean othersMakeRoom() {
    for (GroupBuffer other = before; other != null; other = other.before) {
      if (other.heldBytes() > heldBytes()) {
        other.spill();
        return share.use(0);
      }
    }
    return false;
  }

  private long growNumbers() {
    int before = numbers.length;
    numbers = Arrays.copyOf(numbers, before < 1 << 20 ? 2 * before : before + before / 2);
    return 4L * (numbers.length - before);
  }

  private long heldBytes() {
    return share.usedBytes();
  }

  /** Puts aside what is held. */
  private void spill() {
    if (values.size() > 0) {
      Sorted sorted = sort();
      spills.add(
          writer -> {
            writePieces(sorted, writer);
            writer.endTarget();
          });
    }
    clear();
    spills.compact((runs, target, writer) -> copy(runs, writer));
  }

  private void clear() {
    table = new GroupTable(keys);
    numbers = new int[MIN_ROOM];
    values = new ValueColumn();
    valueBytes = 0;
    share.close();
  }

  // ---- order

  /**
   * Keys and values in order. The values of the i-th key are at {@code starts[i]} and up.
   *
   * @param keys hashes and numbers as the table gives them
   */
  private record Sorted(GroupTable table, long[] keys, int[] starts, ValueColumn values) {
    /** Whether another key has the hash of the i-th. */
    boolean sharesHash(int i) {
      int hash = KeyTable.hashOf(keys[i]);
      return i > 0 && KeyTable.hashOf(keys[i - 1]) == hash
          || i + 1 < keys.length && KeyTable.hashOf(keys[i + 1]) == hash;
    }
  }

  private Sorted sort() {
    long[] order = table.ordered(contentHash);
    int count = values.size();
    int[] places = new int[order.length];
    for (int record = 0; record < count; record++) places[numbers[record]]++;
    int[] starts = new int[order.length + 1];
    for (int i = 0; i < order.length; i++) {
      int number = KeyTable.entryOf(order[i]);
      starts[i + 1] = starts[i] + places[number];
      places[number] = starts[i];
    }
    return new Sorted(table, order, starts, values.scattered(numbers, places));
  }

  // ---- runs

  private void writePieces(Sorted sorted, RunWriter writer) {
    int pieceLength = pieceLength();
    for (int i = 0; i < sorted.keys.length; i++) {
      Object key = sorted.table.key(KeyTable.entryOf(sorted.keys[i]));
      boolean sharesHash = sorted.sharesHash(i);
      int end = sorted.starts[i + 1];
      for (int from = sorted.starts[i]; from < end; from += pieceLength) {
        Group<Object> piece = sorted.values.group(from, Math.min(end, from + pieceLength));
        writer.row(key, sharesHash ? Optional.of(piece) : piece);
      }
    }
  }

  private int pieceLength() {
    long each = 1 + valueBytes / values.size();
    return (int) Math.clamp(PIECE_BYTES / each, 1, MAX_PIECE);
  }

  private void copy(List<Run> runs, RunWriter writer) {
    try (MergedValues merged = merged(runs)) {
      ValueColumn piece = new ValueColumn();
      while (merged.nextKey()) {
        long bytes = 0;
        while (merged.nextValue()) {
          piece.add(merged.value);
          bytes += valueSizes.of(merged.value);
          if (piece.size() == MAX_PIECE || bytes > PIECE_BYTES) {
            writePiece(merged, piece, writer);
            bytes = 0;
          }
        }
        if (piece.size() > 0) writePiece(merged, piece, writer);
      }
    }
  }

  private static void writePiece(MergedValues merged, ValueColumn values, RunWriter writer) {
    Group<Object> piece = values.group();
    writer.row(merged.key, merged.sharesHash ? Optional.of(piece) : piece);
  }

  private MergedValues merged(List<Run> runs) {
    return new MergedValues(
        spills.cursors(runs, 0), keys, contentHash, new GroupBuilder(context, operation, false));
  }

  // ---- result

  /** All keys and values in order; to be called once. Closing it closes the buffer. */
  KeyedValues sorted() {
    // Sorting needs the values twice for a moment.
    if (!spills.isEmpty() || !share.use(values.arrayBytes())) spill();
    if (spills.isEmpty()) return new SortedValues(sort());
    return new OwningValues(merged(spills.runs()), this);
  }

  @Override
  public void close() {
    clear();
    spills.close();
  }

  /** From the heap. */
  private final class SortedValues extends KeyedValues {
    private Sorted sorted;
    private int next;
    private int from;
    private int to;

    SortedValues(Sorted sorted) {
      this.sorted = sorted;
      share.use(-values.arrayBytes() - 4L * numbers.length);
      numbers = new int[0];
      values = new ValueColumn();
    }

    @Override
    boolean nextKey() {
      if (sorted == null) return false;
      if (next == sorted.keys.length) {
        close();
        return false;
      }
      hash = KeyTable.hashOf(sorted.keys[next]);
      key = sorted.table.key(KeyTable.entryOf(sorted.keys[next]));
      from = sorted.starts[next];
      to = sorted.starts[next + 1];
      next++;
      return true;
    }

    @Override
    boolean nextValue() {
      if (from == to) return false;
      value = sorted.values.get(from++);
      return true;
    }

    @Override
    Group<Object> group(GroupBuilder builder) {
      return sorted.values.group(from, to);
    }

    @Override
    public void close() {
      sorted = null;
      from = to = 0;
      GroupBuffer.this.close();
    }
  }

  /** Closes the buffer at its end. */
  private static final class OwningValues extends KeyedValues {
    private final KeyedValues source;
    private final GroupBuffer owned;

    OwningValues(KeyedValues source, GroupBuffer owned) {
      this.source = source;
      this.owned = owned;
    }

    @Override
    boolean nextKey() {
      if (!source.nextKey()) {
        close();
        return false;
      }
      key = source.key;
      hash = source.hash;
      return true;
    }

    @Override
    boolean nextValue() {
      if (!source.nextValue()) return false;
      value = source.value;
      return true;
    }

    @Override
    public void close() {
      source.close();
      owned.close();
    }
  }
}
