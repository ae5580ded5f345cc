package io.brasa.connectors.parquet.format;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of one leaf in one row group.
 *
 * @param path names from the top, separated by dots
 * @param valueCount with nulls
 * @param dataOffset of the first data page
 * @param dictionaryOffset of the dictionary page; below zero if there is none
 * @param offsetIndex where the index of pages is
 * @param columnIndex where the ranges of pages are
 * @param bloomFilter where the Bloom filter is; its length may be unknown, zero
 * @param isAllDictionary whether every data page is known to hold places in the dictionary
 */
public record ColumnChunk(
    String path,
    Physical physical,
    Compression compression,
    long valueCount,
    long uncompressedBytes,
    long compressedBytes,
    long dataOffset,
    long dictionaryOffset,
    Range offsetIndex,
    Range columnIndex,
    Range bloomFilter,
    boolean isAllDictionary,
    ChunkStatistics statistics)
    implements Serializable {
  /** Bytes of a file; absent things have an offset below zero. */
  public record Range(long offset, int length) implements Serializable {
    static final Range NONE = new Range(-1, 0);

    public boolean isThere() {
      return offset >= 0;
    }

    public long end() {
      return offset + length;
    }
  }

  /** Where its pages begin. */
  public long start() {
    // some writers give an offset of 0 for a dictionary that is not there
    return dictionaryOffset > 0 && dictionaryOffset < dataOffset ? dictionaryOffset : dataOffset;
  }

  /** Behind its last page. */
  public long end() {
    return start() + compressedBytes;
  }

  static ColumnChunk of(ThriftStruct chunk, long fileBytes) {
    if (!chunk.has(3)) throw new Damage(-1, "a column without description, perhaps encrypted");
    ThriftStruct meta = chunk.struct(3);
    List<String> path = new ArrayList<>();
    for (byte[] name : meta.list(3, byte[].class))
      path.add(new String(name, java.nio.charset.StandardCharsets.UTF_8));
    ColumnChunk column =
        new ColumnChunk(
            String.join(".", path),
            Physical.of(meta.number(1)),
            Compression.of(meta.number(4)),
            meta.number(5),
            meta.number(6),
            meta.number(7),
            meta.number(9),
            meta.number(11, -1),
            range(chunk, 4, 5),
            range(chunk, 6, 7),
            range(meta, 14, 15),
            isAllDictionary(meta),
            ChunkStatistics.of(meta.has(12) ? meta.struct(12) : new ThriftStruct()));
    column.check(fileBytes);
    return column;
  }

  private void check(long fileBytes) {
    boolean isWithin =
        start() >= 4
            && compressedBytes >= 0
            && compressedBytes <= fileBytes
            && end() <= fileBytes - 8
            && dataOffset <= end();
    if (!isWithin || valueCount < 0 || uncompressedBytes < 0)
      throw new Damage(
          -1,
          "column "
              + path
              + " has "
              + valueCount
              + " values in bytes "
              + start()
              + " to "
              + end()
              + " of "
              + fileBytes);
  }

  private static Range range(ThriftStruct struct, int offset, int length) {
    if (!struct.has(offset)) return Range.NONE;
    return new Range(struct.number(offset), struct.has(length) ? struct.count(length) : 0);
  }

  private static boolean isAllDictionary(ThriftStruct meta) {
    List<ThriftStruct> pages = meta.list(13, ThriftStruct.class);
    boolean isAny = false;
    for (ThriftStruct page : pages) {
      boolean isData = page.number(1) == PageHeader.DATA || page.number(1) == PageHeader.DATA_V2;
      if (!isData || page.number(3, 0) == 0) continue;
      if (!Encoding.of(page.number(2)).isDictionary()) return false;
      isAny = true;
    }
    if (!pages.isEmpty()) return isAny;
    // Without counts the list of encodings tells: PLAIN would be of a data page, except that
    // newer writers also name it for the dictionary.
    for (Number number : meta.list(2, Number.class)) {
      Encoding encoding = Encoding.of(number.longValue());
      if (encoding == Encoding.PLAIN_DICTIONARY) isAny = true;
      else if (encoding != Encoding.RLE && encoding != Encoding.BIT_PACKED) return false;
    }
    return isAny;
  }
}
