package io.brasa.connectors.parquet.read;

import io.brasa.connectors.parquet.compress.Packing;
import io.brasa.connectors.parquet.encoding.HybridReader;
import io.brasa.connectors.parquet.encoding.ValueReader;
import io.brasa.connectors.parquet.format.ColumnChunk;
import io.brasa.connectors.parquet.format.CompactReader;
import io.brasa.connectors.parquet.format.Compression;
import io.brasa.connectors.parquet.format.Damage;
import io.brasa.connectors.parquet.format.PageHeader;
import io.brasa.connectors.parquet.format.Place;
import io.brasa.connectors.parquet.format.SchemaNode;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Walks the pages of one column chunk. {@link #advance} goes to the next data page, of which at
 * first only the header is read, or not even that if an index says where it is; {@link #open}
 * unpacks it.
 *
 * <p>Where the next header begins is all that is trusted of a header that was passed over.
 */
final class Pages {
  private static final int HEADER = 4 << 10;
  private static final int HEADER_MAX = 16 << 20;
  private static final int SLACK = 96;

  final Place place;
  final SchemaNode leaf;
  final ColumnChunk chunk;
  private final Fetch fetch;
  private final PageMap map;
  private Fetch.Piece window;
  private int mapIndex = -1;

  /** Of the next header. */
  private long position;

  private long dictionaryAt = -1;
  private byte[] buffer = {};

  // the data page at hand
  private PageHeader header;
  private long bodyAt;
  private long rows;

  // its content once opened; levels are null where there are none
  HybridReader repetition;
  HybridReader definition;

  /** Places in the dictionary; null if the page has values of its own. */
  HybridReader ids;

  ValueReader values;

  /**
   * @param map where pages are; empty if that is not known
   */
  Pages(Fetch fetch, ColumnChunk chunk, SchemaNode leaf, Optional<PageMap> map, Place place) {
    this.fetch = fetch;
    this.chunk = chunk;
    this.leaf = leaf;
    this.map = map.orElse(null);
    this.place = place;
    this.position = chunk.start();
    if (this.map != null && this.map.pageCount() > 0 && position < this.map.offsets()[0])
      dictionaryAt = position;
  }

  /** Goes to the next data page; false behind the last. */
  boolean advance() {
    header = null;
    if (map != null) {
      if (++mapIndex >= map.pageCount()) return false;
      position = map.offsets()[mapIndex];
      rows = map.firstRows()[mapIndex + 1] - map.firstRows()[mapIndex];
      return true;
    }
    while (position < chunk.end()) {
      long at = position;
      readHeader();
      if (header.isData()) {
        rows =
            header.kind() == PageHeader.DATA_V2
                ? header.rowCount()
                : leaf.repeated() == 0 ? header.valueCount() : -1;
        return true;
      }
      if (header.kind() == PageHeader.DICTIONARY) dictionaryAt = at;
    }
    return false;
  }

  /** The rows of the page at hand; below zero if that is not known. */
  long rows() {
    return rows;
  }

  /** The values of the page, nulls included; known once it is opened. */
  int valueCount() {
    return header.valueCount();
  }

  /** Of the page's body, for errors. */
  long offset() {
    return bodyAt;
  }

  private void readHeader() {
    int room = HEADER;
    while (true) {
      int count = (int) Math.min(room, chunk.end() - position);
      window = fetch.piece(position, count, chunk.end(), window);
      int from = window.at(position);
      int end = (int) Math.min(window.length, from + (chunk.end() - position));
      try {
        CompactReader reader = new CompactReader(window.bytes, from, end);
        header = PageHeader.of(reader.readStruct());
        bodyAt = position + reader.position() - from;
        break;
      } catch (Damage damage) {
        if (position + (end - from) >= chunk.end() || room >= HEADER_MAX)
          throw place.damaged(position, "no page begins there: " + damage.getMessage());
        room *= 16;
      }
    }
    if (header.compressedBytes() > chunk.end() - bodyAt)
      throw place.damaged(
          position, "a page of " + header.compressedBytes() + " bytes reaches behind its column");
    position = bodyAt + header.compressedBytes();
  }

  /** Unpacks the data page at hand. */
  void open() {
    if (header == null) {
      readHeader();
      if (!header.isData()) throw place.damaged(bodyAt, "the index points to what is no data page");
      if (leaf.repeated() == 0 && header.valueCount() != rows)
        throw place.damaged(bodyAt, "the page has other rows than the index of pages says");
    }
    if (header.valueCount() > chunk.valueCount())
      throw place.damaged(
          bodyAt,
          "a page of " + header.valueCount() + " values in a column of " + chunk.valueCount());
    try {
      if (header.kind() == PageHeader.DATA) openFirst();
      else openSecond();
    } catch (Damage | IndexOutOfBoundsException e) {
      throw place.damaged(bodyAt, e);
    }
  }

  private void openFirst() {
    if (header.hasOldDefinition() && leaf.definition() > 0
        || header.hasOldRepetition() && leaf.repeated() > 0)
      throw place.unsupported("levels in the deprecated encoding BIT_PACKED");
    Body body = unpack(header, bodyAt, 0);
    int from = body.from;
    repetition = null;
    definition = null;
    if (leaf.repeated() > 0) {
      repetition = HybridReader.withLength(body.bytes, from, body.end, bits(leaf.repeated()));
      from = HybridReader.lengthEnd(body.bytes, from, body.end);
    }
    if (leaf.definition() > 0) {
      definition = HybridReader.withLength(body.bytes, from, body.end, bits(leaf.definition()));
      from = HybridReader.lengthEnd(body.bytes, from, body.end);
    }
    openValues(body.bytes, from, body.end);
  }

  private void openSecond() {
    int levels = header.repetitionBytes() + header.definitionBytes();
    if (levels < 0 || levels > header.compressedBytes() || levels > header.uncompressedBytes())
      throw new Damage(0, "levels of " + levels + " bytes");
    window = fetch.piece(bodyAt, header.compressedBytes(), chunk.end(), window);
    int from = window.at(bodyAt);
    int middle = from + header.repetitionBytes();
    repetition =
        leaf.repeated() == 0
            ? null
            : new HybridReader(window.bytes, from, middle, bits(leaf.repeated()));
    definition =
        leaf.definition() == 0
            ? null
            : new HybridReader(window.bytes, middle, from + levels, bits(leaf.definition()));
    Body body = unpack(header, bodyAt, levels);
    openValues(body.bytes, body.from, body.end);
  }

  private void openValues(byte[] bytes, int from, int end) {
    if (header.encoding().isDictionary()) {
      // a page of nulls alone may have nothing here
      if (from >= end) ids = new HybridReader(bytes, from, end, 1);
      else ids = new HybridReader(bytes, from + 1, end, bytes[from]);
      values = null;
      return;
    }
    ids = null;
    values =
        ValueReader.of(
            header.encoding(),
            leaf.physical(),
            leaf.typeLength(),
            bytes,
            from,
            end,
            header.valueCount());
  }

  private static int bits(int level) {
    return 32 - Integer.numberOfLeadingZeros(level);
  }

  /** Unpacked bytes, valid until the next are. */
  private record Body(byte[] bytes, int from, int end) {}

  /**
   * @param levels bytes in front that are not packed
   */
  private Body unpack(PageHeader page, long at, int levels) {
    window = fetch.piece(at, page.compressedBytes(), chunk.end(), window);
    int from = window.at(at);
    int end = from + page.compressedBytes();
    checkSum(page, at, from);
    int length = page.uncompressedBytes() - levels;
    if (chunk.compression() == Compression.UNCOMPRESSED || !page.isPacked())
      return new Body(window.bytes, from + levels, end);
    if (!Packing.isServed(chunk.compression()))
      throw place.unsupported("pages packed by " + chunk.compression());
    if (length == 0) return new Body(buffer, 0, 0);
    if (page.uncompressedBytes() > chunk.uncompressedBytes()
        || !Packing.isPlausible(chunk.compression(), end - from - levels, length))
      throw new Damage(
          0, page.compressedBytes() + " packed bytes would have been " + page.uncompressedBytes());
    buffer = fetch.buffer(buffer, length + SLACK);
    try {
      Packing.unpack(chunk.compression(), window.bytes, from + levels, end, buffer, length);
    } catch (IndexOutOfBoundsException e) {
      throw new Damage(0, chunk.compression() + " contradicts itself");
    }
    return new Body(buffer, 0, length);
  }

  private void checkSum(PageHeader page, long at, int from) {
    if (page.crc() == null) return;
    CRC32 crc = new CRC32();
    crc.update(window.bytes, from, page.compressedBytes());
    if ((int) crc.getValue() != page.crc())
      throw place.damaged(at, "the page does not have the checksum in its header");
  }

  boolean hasDictionary() {
    return dictionaryAt >= 0;
  }

  /** The values of the dictionary page, with their count. The page at hand is lost. */
  Dictionary openDictionary() {
    if (dictionaryAt < 0)
      throw place.damaged(chunk.start(), "pages refer to a dictionary that is not there");
    long next = position;
    PageHeader data = header;
    long dataAt = bodyAt;
    position = dictionaryAt;
    readHeader();
    PageHeader page = header;
    long at = bodyAt;
    header = data;
    bodyAt = dataAt;
    position = next;
    if (page.kind() != PageHeader.DICTIONARY)
      throw place.damaged(dictionaryAt, "there is no dictionary where it should be");
    try {
      Body body = unpack(page, at, 0);
      ValueReader reader =
          ValueReader.of(
              // the older name means the same here
              page.encoding().isDictionary()
                  ? io.brasa.connectors.parquet.format.Encoding.PLAIN
                  : page.encoding(),
              leaf.physical(),
              leaf.typeLength(),
              body.bytes,
              body.from,
              body.end,
              page.valueCount());
      int width =
          Math.max(
              1,
              leaf.physical() == io.brasa.connectors.parquet.format.Physical.BYTE_ARRAY
                  ? 4
                  : leaf.typeLength());
      if ((long) page.valueCount() * width > 8L * (body.end - body.from))
        throw new Damage(
            0,
            page.valueCount() + " values in a dictionary of " + (body.end - body.from) + " bytes");
      return new Dictionary(reader, page.valueCount(), at);
    } catch (Damage | IndexOutOfBoundsException e) {
      throw place.damaged(at, e);
    }
  }

  /** A dictionary page that is ready to be read. */
  record Dictionary(ValueReader values, int count, long offset) {}
}
