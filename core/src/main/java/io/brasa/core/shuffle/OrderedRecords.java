package io.brasa.core.shuffle;

import io.brasa.runtime.codec.Encoder;
import io.brasa.runtime.codec.StoredGroup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a map task of an ordered shuffle holds, encoded, of all targets together: the records lie in
 * pages in the order in which they came, beside them their prefixes, places and targets. Only these
 * are sorted; each record is copied once, from its page to where it goes.
 *
 * <p>Within a target the records come out in the order of their {@linkplain KeyPrefix prefixes},
 * equal ones as they came; as they came altogether when the keys have no prefixes. That is no
 * promise to readers, which sort in any case, but what they read lies in the order in which they
 * want it.
 *
 * <p>From the first record on whose bytes mean nothing apart from their stream, because they name a
 * class or hold the place of a large group, records are held as objects, copied if somebody may
 * change them.
 *
 * <p>Invariants: {@code prefixes[i]}, {@code places[i]} and {@code targets[i]} belong to the i-th
 * record that came; a record in a page ends where the next one begins, the last one at the page's
 * end. Not thread-safe.
 */
final class OrderedRecords {
  /** Prefix, place and target with room to grow, and what sorting takes beside them. */
  private static final long BYTES_PER_RECORD = 64;

  /** Not so large that it would be a region of its own to the collector of a heap of a gigabyte. */
  private static final int PAGE_BYTES = 256 << 10;

  private static final int SLACK_BYTES = 4 << 10;
  private static final int MIN_RECORDS = 64;
  private static final int AT_ONCE = 32;

  private final KeyPrefix prefix;
  private final int targetCount;
  private final CodecCache keyCodecs;
  private final CodecCache valueCodecs;
  private final SizeSample keySizes;
  private final SizeSample valueSizes;
  private final List<StoredGroup<?>> stored = new ArrayList<>(0);

  /** Null from the moment on from which records are held as objects. */
  private Encoder encoder;

  private final List<byte[]> pages = new ArrayList<>();
  private int[] pageEnds = {};
  private long encodedBytes;

  /** Keys and values by turns. */
  private Object[] cells = {};

  private int cellCount;
  private long[] prefixes = new long[MIN_RECORDS];

  /** Page and position in it, or the complement of a cell. */
  private long[] places = new long[MIN_RECORDS];

  private int[] targets = new int[MIN_RECORDS];
  private int count;
  private Class<?> keyClass;
  private boolean isUniform = true;

  /** Numbers of records by target, and where each target begins; null until they are sorted. */
  private int[] sorted;

  private int[] starts;

  private final byte[][] foundPages = new byte[AT_ONCE][];
  private final int[] foundStarts = new int[AT_ONCE];
  private final int[] foundEnds = new int[AT_ONCE];

  /** Means nothing: it keeps the reads for its sake from being left out. */
  private int touched;

  OrderedRecords(SortOrder order, int targetCount, ShuffleContext context) {
    this.prefix = KeyPrefix.of(order);
    this.targetCount = targetCount;
    this.keyCodecs = new CodecCache(context.codecs());
    this.valueCodecs = new CodecCache(context.codecs());
    this.keySizes = new SizeSample(context.codecs());
    this.valueSizes = new SizeSample(context.codecs());
    this.encoder = new Encoder(context.codecs());
    encoder.attachTo(stored);
  }

  /** Returns how many bytes are held for it. */
  long add(int target, Object key, Object value) {
    if (count == targets.length) makeRoom();
    targets[count] = target;
    takePrefix(key);
    long bytes = encoder == null ? -1 : encode(key, value);
    if (bytes < 0) bytes = hold(key, value);
    count++;
    return bytes + BYTES_PER_RECORD;
  }

  private void makeRoom() {
    int room = 2 * count;
    prefixes = Arrays.copyOf(prefixes, room);
    places = Arrays.copyOf(places, room);
    targets = Arrays.copyOf(targets, room);
  }

  private void takePrefix(Object key) {
    if (!isUniform) return;
    Object ordered = prefix.ordered(key);
    if (ordered != null && ordered.getClass() != keyClass && !begin(ordered.getClass())) return;
    prefixes[count] = prefix.of(ordered);
  }

  private boolean begin(Class<?> type) {
    isUniform = keyClass == null && prefix.covers(type);
    if (isUniform) keyClass = type;
    return isUniform;
  }

  /** Negative if the bytes cannot be moved; then they do not count and no others follow. */
  private int encode(Object key, Object value) {
    int before = encoder.size();
    encoder.writeValue(key);
    encoder.writeValue(value);
    if (encoder.namesClasses() || !stored.isEmpty()) {
      endPage(before);
      encoder = null;
      return -1;
    }
    places[count] = (long) pages.size() << Integer.SIZE | before;
    int added = encoder.size() - before;
    encodedBytes += added;
    if (encoder.size() >= PAGE_BYTES) endPage(encoder.size());
    return added;
  }

  private void endPage(int end) {
    int number = pages.size();
    if (number == pageEnds.length) pageEnds = Arrays.copyOf(pageEnds, Math.max(16, 2 * number));
    pageEnds[number] = end;
    byte[] page = encoder.takeBuffer(end < PAGE_BYTES ? 0 : PAGE_BYTES + SLACK_BYTES);
    pages.add(page.length - end <= SLACK_BYTES ? page : Arrays.copyOf(page, end));
  }

  private long hold(Object key, Object value) {
    if (cellCount == cells.length) cells = Arrays.copyOf(cells, Math.max(16, 2 * cellCount));
    places[count] = ~(long) cellCount;
    cells[cellCount++] = keyCodecs.owned(key);
    cells[cellCount++] = valueCodecs.owned(value);
    return keySizes.of(key) + valueSizes.of(value) + 16;
  }

  /** The bytes of the records that are held encoded. */
  long encodedBytes() {
    return encodedBytes;
  }

  /** All records are in. */
  void sort() {
    if (encoder != null && encoder.size() > 0) endPage(encoder.size());
    encoder = null;
    int[] order = isUniform && keyClass != null ? RadixSort.order(prefixes, count) : null;
    starts = new int[targetCount + 1];
    for (int i = 0; i < count; i++) starts[targets[i] + 1]++;
    for (int target = 0; target < targetCount; target++) starts[target + 1] += starts[target];
    int[] next = Arrays.copyOf(starts, targetCount);
    sorted = new int[count];
    for (int i = 0; i < count; i++) {
      int number = order == null ? i : order[i];
      sorted[next[targets[number]]++] = number;
    }
  }

  /**
   * The records of a target; after {@link #sort}. They lie anywhere in the pages: some at a time
   * are looked up before the first of them is copied, so that memory is waited for once for all.
   */
  void writeTo(int target, MapSink sink) {
    for (int from = starts[target]; from < starts[target + 1]; from += AT_ONCE) {
      int size = Math.min(AT_ONCE, starts[target + 1] - from);
      for (int i = 0; i < size; i++) lookUp(sorted[from + i], i);
      for (int i = 0; i < size; i++) write(i, sink);
    }
  }

  private void lookUp(int number, int i) {
    long place = places[number];
    if (place < 0) {
      foundPages[i] = null;
      foundStarts[i] = (int) ~place;
      return;
    }
    int index = (int) (place >>> Integer.SIZE);
    byte[] page = pages.get(index);
    int start = (int) place;
    int end = endOf(number, index);
    foundPages[i] = page;
    foundStarts[i] = start;
    foundEnds[i] = end;
    touched += page[start] + page[end - 1];
  }

  private void write(int i, MapSink sink) {
    byte[] page = foundPages[i];
    int start = foundStarts[i];
    if (page == null) sink.row(cells[start], cells[start + 1]);
    else sink.encodedRow(page, start, foundEnds[i] - start);
  }

  private int endOf(int number, int page) {
    if (number + 1 < count) {
      long next = places[number + 1];
      if (next >>> Integer.SIZE == page) return (int) next;
    }
    return pageEnds[page];
  }
}
