package io.brasa.connectors.parquet.write;

import io.brasa.connectors.parquet.bloom.BloomFilter;
import io.brasa.connectors.parquet.compress.Packing;
import io.brasa.connectors.parquet.encoding.Bytes;
import io.brasa.connectors.parquet.encoding.HybridWriter;
import io.brasa.connectors.parquet.format.CompactWriter;
import io.brasa.connectors.parquet.format.Compression;
import io.brasa.connectors.parquet.format.Encoding;
import io.brasa.connectors.parquet.format.PageHeader;
import io.brasa.connectors.parquet.format.ThriftStruct;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/** The packed pages of one column chunk, until their row group is written. */
final class ChunkPages {
  private static final double BLOOM_FALSE_POSITIVES = 0.01;
  private static final int BLOOM_BYTES_MAX = 1 << 20;

  /** A page that is to be packed. */
  @SuppressWarnings("ArrayRecordComponent")
  record Page(
      int[] repetition,
      int[] definition,
      int slotCount,
      int rowCount,
      int nullCount,
      Bytes values,
      Encoding encoding,
      Bounds bounds) {}

  /** What is remembered of a packed page for the index. */
  private record Packed(
      long offset, int length, long firstRow, int nullCount, int slotCount, Bounds bounds) {}

  /**
   * A chunk that is ready to be written.
   *
   * @param head the dictionary page, perhaps empty
   * @param body the data pages
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Written(
      byte[] head,
      byte[] body,
      int bodyBytes,
      ThriftStruct meta,
      java.util.function.LongFunction<byte[]> offsetIndex,
      byte[] columnIndex,
      byte[] bloom) {}

  private final FieldNode node;
  private final WriteOptions options;
  private Bytes body = new Bytes();
  private final List<Packed> pages = new ArrayList<>();
  private long rows;
  private long slots;
  private long nulls;
  private long unpackedBytes;
  private int dictionaryPages;
  private int plainPages;

  ChunkPages(FieldNode node, WriteOptions options) {
    this.node = node;
    this.options = options;
  }

  int pageCount() {
    return pages.size();
  }

  boolean isDictionaryUsed() {
    return dictionaryPages > 0;
  }

  long sizeBytes() {
    return body.size();
  }

  void add(Page page) {
    int offset = body.size();
    if (options.isSecondVersion()) addSecond(page);
    else addFirst(page);
    pages.add(
        new Packed(
            offset, body.size() - offset, rows, page.nullCount, page.slotCount, page.bounds));
    rows += page.rowCount;
    slots += page.slotCount;
    nulls += page.nullCount;
    if (page.encoding.isDictionary()) dictionaryPages++;
    else plainPages++;
  }

  private static int bits(int level) {
    return 32 - Integer.numberOfLeadingZeros(level);
  }

  private void levels(int[] levels, int count, int max, Bytes out) {
    if (max > 0) HybridWriter.write(levels, count, bits(max), out);
  }

  private void addFirst(Page page) {
    Bytes all = new Bytes();
    withLength(page.repetition, page.slotCount, node.repetitionLevel(), all);
    withLength(page.definition, page.slotCount, node.definitionMax(), all);
    all.add(page.values.array(), 0, page.values.size());
    byte[] packed = Packing.pack(options.compression(), all.array(), all.size());
    ThriftStruct data =
        new ThriftStruct()
            .set(1, page.slotCount)
            .set(2, page.encoding.number())
            .set(3, Encoding.RLE.number())
            .set(4, Encoding.RLE.number());
    ThriftStruct header = header(PageHeader.DATA, all.size(), packed).set(5, data);
    append(body, header, packed);
    unpackedBytes += all.size();
  }

  private void withLength(int[] levels, int count, int max, Bytes out) {
    if (max == 0) return;
    int at = out.size();
    out.addNumber(0, 4);
    levels(levels, count, max, out);
    out.setInt(at, out.size() - at - 4);
  }

  private void addSecond(Page page) {
    Bytes levels = new Bytes();
    levels(page.repetition, page.slotCount, node.repetitionLevel(), levels);
    int repetitionBytes = levels.size();
    levels(page.definition, page.slotCount, node.definitionMax(), levels);
    byte[] values = Packing.pack(options.compression(), page.values.array(), page.values.size());
    byte[] packed = Arrays.copyOf(levels.array(), levels.size() + values.length);
    System.arraycopy(values, 0, packed, levels.size(), values.length);
    ThriftStruct data =
        new ThriftStruct()
            .set(1, page.slotCount)
            .set(2, page.nullCount)
            .set(3, page.rowCount)
            .set(4, page.encoding.number())
            .set(5, levels.size() - repetitionBytes)
            .set(6, repetitionBytes)
            .set(7, options.compression() != Compression.UNCOMPRESSED);
    int unpacked = levels.size() + page.values.size();
    append(body, header(PageHeader.DATA_V2, unpacked, packed).set(8, data), packed);
    unpackedBytes += unpacked;
  }

  private static ThriftStruct header(int kind, int unpacked, byte[] packed) {
    CRC32 crc = new CRC32();
    crc.update(packed);
    return new ThriftStruct()
        .set(1, kind)
        .set(2, unpacked)
        .set(3, packed.length)
        .set(4, (int) crc.getValue());
  }

  private void append(Bytes out, ThriftStruct header, byte[] packed) {
    byte[] head = CompactWriter.bytes(header);
    out.add(head, 0, head.length);
    out.add(packed, 0, packed.length);
    unpackedBytes += head.length;
  }

  /** Ends the chunk, and begins the next. */
  Written finish(Bytes dictionary, int dictionaryCount, Bounds bounds, Set<Long> hashes) {
    Bytes head = new Bytes();
    if (dictionary != null) {
      byte[] packed = Packing.pack(options.compression(), dictionary.array(), dictionary.size());
      ThriftStruct page =
          new ThriftStruct().set(1, dictionaryCount).set(2, Encoding.PLAIN.number());
      append(head, header(PageHeader.DICTIONARY, dictionary.size(), packed).set(7, page), packed);
      unpackedBytes += dictionary.size();
    }
    ThriftStruct meta = meta(head.size(), bounds, dictionaryCount);
    List<Packed> index = List.copyOf(pages);
    Written written =
        new Written(
            Arrays.copyOf(head.array(), head.size()),
            body.array(),
            body.size(),
            meta,
            start -> offsetIndex(index, start),
            columnIndex(),
            bloom(hashes));
    body = new Bytes();
    pages.clear();
    rows = 0;
    slots = 0;
    nulls = 0;
    unpackedBytes = 0;
    dictionaryPages = 0;
    plainPages = 0;
    return written;
  }

  private ThriftStruct meta(int headBytes, Bounds bounds, int dictionaryCount) {
    List<Object> encodings = new ArrayList<>();
    List<Object> counts = new ArrayList<>();
    int kind = options.isSecondVersion() ? PageHeader.DATA_V2 : PageHeader.DATA;
    if (dictionaryPages > 0) {
      encodings.add(Encoding.RLE_DICTIONARY.number());
      counts.add(pagesOf(PageHeader.DICTIONARY, Encoding.PLAIN, 1));
      counts.add(pagesOf(kind, Encoding.RLE_DICTIONARY, dictionaryPages));
    }
    encodings.add(Encoding.PLAIN.number());
    encodings.add(Encoding.RLE.number());
    if (plainPages > 0) counts.add(pagesOf(kind, Encoding.PLAIN, plainPages));
    List<Object> path = new ArrayList<>();
    for (String name : node.path())
      path.add(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    ThriftStruct statistics = new ThriftStruct().set(3, nulls);
    if (dictionaryPages > 0 && plainPages == 0) statistics.set(4, (long) dictionaryCount);
    bounds
        .shortened()
        .ifPresent(
            shortened ->
                statistics
                    .set(5, shortened.max())
                    .set(6, shortened.min())
                    .set(7, shortened.max().length == bounds.max().length)
                    .set(8, shortened.min().length == bounds.min().length));
    return new ThriftStruct()
        .set(1, node.physical().ordinal())
        .set(2, encodings)
        .set(3, path)
        .set(4, options.compression().ordinal())
        .set(5, slots)
        .set(6, unpackedBytes)
        .set(7, (long) headBytes + body.size())
        .set(12, statistics)
        .set(13, counts);
  }

  private static ThriftStruct pagesOf(int kind, Encoding encoding, int count) {
    return new ThriftStruct().set(1, kind).set(2, encoding.number()).set(3, count);
  }

  private static byte[] offsetIndex(List<Packed> pages, long start) {
    List<Object> places = new ArrayList<>();
    for (Packed page : pages)
      places.add(
          new ThriftStruct().set(1, start + page.offset).set(2, page.length).set(3, page.firstRow));
    return CompactWriter.bytes(new ThriftStruct().set(1, places));
  }

  /** Empty if a page's values have no bounds, which the index must have. */
  private byte[] columnIndex() {
    List<Object> isNull = new ArrayList<>();
    List<Object> mins = new ArrayList<>();
    List<Object> maxs = new ArrayList<>();
    List<Object> nullCounts = new ArrayList<>();
    for (Packed page : pages) {
      boolean isAllNull = page.nullCount == page.slotCount;
      Bounds bounds = isAllNull ? Bounds.NONE : page.bounds.shortened().orElse(Bounds.NONE);
      if (!isAllNull && bounds == Bounds.NONE) return new byte[0];
      isNull.add(isAllNull);
      mins.add(bounds.min());
      maxs.add(bounds.max());
      nullCounts.add((long) page.nullCount);
    }
    return CompactWriter.bytes(
        new ThriftStruct().set(1, isNull).set(2, mins).set(3, maxs).set(4, 0).set(5, nullCounts));
  }

  private static byte[] bloom(Set<Long> hashes) {
    if (hashes.isEmpty()) return new byte[0];
    BloomFilter filter = BloomFilter.of(hashes.size(), BLOOM_FALSE_POSITIVES, BLOOM_BYTES_MAX);
    for (long hash : hashes) filter.add(hash);
    return filter.bytes();
  }
}
