package io.brasa.core.shuffle;

import io.brasa.core.block.Chunk;
import io.brasa.runtime.codec.Decoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Sorts records by key; stable, also across spills: records of equal keys keep the order in which
 * they came.
 *
 * <p>What is sorted is an array of 64-bit {@linkplain KeyPrefix prefixes} with the places of the
 * records; keys are compared only where prefixes tie, and throughout when the order or the keys
 * have no prefixes. A record's place is a pair of cells, for records that came as objects, or a
 * position in the payload of a chunk, for records that came as bytes: those are made into objects
 * only to take their prefix and when they are given out, so that sorting them leaves the collector
 * nothing to keep or to move, and spilling copies bytes. A chunk that names classes cannot be
 * entered in the middle; its records are made into objects.
 *
 * <p>Invariants: {@code prefixes[i]} and {@code places[i]} belong to the i-th record that came
 * since the last spill; while {@code isUniform}, all keys that are not null are of {@code
 * keyClass}, which has prefixes; otherwise prefixes mean nothing. Not thread-safe.
 */
final class KeySorter implements AutoCloseable {
  private static final int MIN_RECORDS = 32;

  /** For a record: prefix, place, number, and the former and the latter once more while sorting. */
  private static final long BYTES_PER_RECORD = 32;

  private static final long BYTES_PER_CHUNK = 64;

  private final ShuffleContext context;
  private final KeyPrefix prefix;
  private final boolean takesBytes;
  private final Comparator<Object> comparator;
  private final MemoryShare share;
  private final SizeSample keySizes;
  private final SizeSample valueSizes;
  private final Spills spills;

  private final List<Page> pages = new ArrayList<>();

  /** Keys and values alternately. */
  private Object[] cells = {};

  private int cellCount;
  private long[] prefixes = new long[MIN_RECORDS];

  /** Page and position in its payload, or the complement of a cell. */
  private long[] places = new long[MIN_RECORDS];

  private int count;
  private Class<?> keyClass;
  private boolean isUniform = true;
  private boolean hasNull;
  private boolean areChunksOpen = true;

  /** The bytes of a chunk, and what reads them. */
  private record Page(byte[] payload, Decoder decoder) {}

  KeySorter(SortOrder order, ShuffleContext context, String operation) {
    this.context = context;
    this.prefix = KeyPrefix.of(order);
    this.takesBytes = prefix.isOfWholeBytes();
    this.comparator = order.comparator();
    this.share = new MemoryShare(context, operation);
    this.keySizes = new SizeSample(context.codecs());
    this.valueSizes = new SizeSample(context.codecs());
    this.spills = new Spills(context, 1);
  }

  // ---- taking records

  void add(Object key, Object value) {
    if (cellCount == cells.length)
      cells = Arrays.copyOf(cells, Math.max(2 * MIN_RECORDS, 2 * cellCount));
    takePrefix(key);
    note(~(long) cellCount);
    cells[cellCount++] = key;
    cells[cellCount++] = value;
    // Beside the record two references, with room to grow.
    if (!share.useForRecord(keySizes.of(key) + valueSizes.of(value) + BYTES_PER_RECORD + 16))
      spill();
  }

  /**
   * The rows of a chunk: keys and values by turns. The chunk is not changed and kept for a while.
   *
   * @param shares hears of some of the keys; null if nobody wants to
   */
  void add(Chunk chunk, KeyShares shares) {
    if (!areChunksOpen || !isUniform || !addEncoded(chunk, shares)) addDecoded(chunk, shares);
  }

  /** False if its rows cannot be read one by one; then nothing was added. */
  private boolean addEncoded(Chunk chunk, KeyShares shares) {
    Decoder decoder = chunk.decoder(context.codecs());
    long page = (long) pages.size() << Integer.SIZE;
    int before = count;
    for (int row = 0; row < chunk.valueCount() / 2; row++) {
      long place = page | decoder.position();
      if (!takesBytes || !takePrefixOfBytes(decoder, chunk.payload()))
        takePrefix(decoder.readValue());
      decoder.skipValue();
      areChunksOpen = !decoder.namesClasses();
      if (!isUniform || !areChunksOpen) {
        count = before;
        return false;
      }
      note(place);
    }
    pages.add(new Page(chunk.payload(), decoder));
    if (shares != null) shares.rows(count - before, row -> key(places[before + row]));
    long bytes = chunk.payload().length + BYTES_PER_CHUNK + (count - before) * BYTES_PER_RECORD;
    boolean isGranted = chunk.valueCount() > 2 ? share.use(bytes) : share.useForRecord(bytes);
    if (!isGranted) spill();
    return true;
  }

  private void addDecoded(Chunk chunk, KeyShares shares) {
    Decoder decoder = chunk.decoder(context.codecs());
    for (int row = 0; row < chunk.valueCount() / 2; row++) {
      Object key = decoder.readValue();
      if (shares != null) shares.row(key);
      add(key, decoder.readValue());
    }
  }

  private void note(long place) {
    places[count++] = place;
  }

  private void takePrefix(Object key) {
    if (count == prefixes.length) makeRoom();
    if (!isUniform) return;
    Object ordered = prefix.ordered(key);
    if (ordered == null) hasNull = true;
    else if (ordered.getClass() != keyClass && !begin(ordered.getClass())) return;
    prefixes[count] = prefix.of(ordered);
  }

  /** As {@link #takePrefix}, without making the key; false if the next one is no byte array. */
  private boolean takePrefixOfBytes(Decoder decoder, byte[] payload) {
    int length = decoder.skipByteArray();
    if (length < 0) return false;
    if (count == prefixes.length) makeRoom();
    if (isUniform && (keyClass == byte[].class || begin(byte[].class)))
      prefixes[count] = prefix.ofBytesAt(payload, (int) decoder.position() - length, length);
    return true;
  }

  private void makeRoom() {
    prefixes = Arrays.copyOf(prefixes, 2 * count);
    places = Arrays.copyOf(places, 2 * count);
  }

  private boolean begin(Class<?> type) {
    isUniform = keyClass == null && prefix.covers(type);
    if (isUniform) keyClass = type;
    return isUniform;
  }

  // ---- sorting

  /** The places of the records in order. */
  private long[] sortedPlaces() {
    int[] order;
    if (isUniform) {
      order = RadixSort.order(prefixes, count);
      if (hasNull || keyClass != null && !prefix.decides(keyClass)) compareTies(order);
    } else {
      order = new int[count];
      for (int i = 0; i < count; i++) order[i] = i;
      compare(order, 0, count);
    }
    long[] sorted = new long[count];
    for (int i = 0; i < count; i++) sorted[i] = places[order[i]];
    return sorted;
  }

  private void compareTies(int[] order) {
    int start = 0;
    for (int i = 1; i <= count; i++) {
      if (i < count && prefixes[i] == prefixes[start]) continue;
      if (i - start > 1) compare(order, start, i);
      start = i;
    }
  }

  private void compare(int[] order, int from, int to) {
    Tied[] tied = new Tied[to - from];
    for (int i = from; i < to; i++) tied[i - from] = new Tied(key(places[order[i]]), order[i]);
    Arrays.sort(tied, (left, right) -> comparator.compare(left.key, right.key));
    for (int i = from; i < to; i++) order[i] = tied[i - from].number;
  }

  private record Tied(Object key, int number) {}

  private Object key(long place) {
    return place < 0 ? cells[(int) ~place] : decoderAt(place).readValue();
  }

  private Decoder decoderAt(long place) {
    Decoder decoder = pages.get((int) (place >>> Integer.SIZE)).decoder();
    decoder.seek((int) place);
    return decoder;
  }

  // ---- spilling

  private void spill() {
    spills.add(
        writer -> {
          writeHeld(writer);
          writer.endTarget();
        });
    clear();
    spills.compact((runs, target, writer) -> writer.rows(merged(runs)));
  }

  private void writeHeld(MapSink sink) {
    for (long place : sortedPlaces()) write(place, sink);
  }

  private void write(long place, MapSink sink) {
    if (place < 0) {
      sink.row(cells[(int) ~place], cells[(int) ~place + 1]);
      return;
    }
    Page page = pages.get((int) (place >>> Integer.SIZE));
    Decoder decoder = decoderAt(place);
    decoder.skipValue();
    decoder.skipValue();
    sink.encodedRow(page.payload(), (int) place, (int) decoder.position() - (int) place);
  }

  private Rows merged(List<Run> runs) {
    return MergedRows.byKey(spills.cursors(runs, 0), comparator, prefix);
  }

  private void clear() {
    pages.clear();
    cells = new Object[0];
    cellCount = 0;
    prefixes = new long[MIN_RECORDS];
    places = new long[MIN_RECORDS];
    count = 0;
    keyClass = null;
    isUniform = true;
    hasNull = false;
    share.close();
  }

  // ---- giving them out

  /** All records in order; to be called once. Closing it closes the sorter. */
  Rows rows() {
    if (spills.isEmpty()) return new OwningRows(new SortedRows(sortedPlaces()), this);
    if (count > 0) spill();
    return new OwningRows(merged(spills.runs()), this);
  }

  @Override
  public void close() {
    clear();
    spills.close();
  }

  private final class SortedRows extends Rows {
    private final long[] sorted;
    private int next;

    SortedRows(long[] sorted) {
      this.sorted = sorted;
    }

    @Override
    boolean advance() {
      if (next >= sorted.length) return false;
      long place = sorted[next++];
      if (place < 0) {
        key = cells[(int) ~place];
        value = cells[(int) ~place + 1];
      } else {
        Decoder decoder = decoderAt(place);
        key = decoder.readValue();
        value = decoder.readValue();
      }
      return true;
    }

    @Override
    public void close() {
      next = sorted.length;
    }
  }
}
