package io.brasa.connectors.parquet.write;

import io.brasa.columnar.vector.ConstantVector;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.Vector;
import io.brasa.connectors.parquet.encoding.Bytes;
import io.brasa.connectors.parquet.encoding.HybridWriter;
import io.brasa.connectors.parquet.format.Encoding;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Writes the values of one leaf of one row group after another: gathers a page, and hands it to the
 * chunk when it is full. As long as the dictionary is small pages hold places in it. Used by one
 * thread.
 */
abstract sealed class LeafWriter permits LongLeaf, BytesLeaf {
  static final int DICTIONARY_BYTES_MAX = 1 << 20;

  /** Pages end only where rows do, and are looked at every so many slots. */
  private static final int PIECE = 1024;

  private static final int PAGE_ROWS_MAX = 20_000;

  final FieldNode node;
  final WriteOptions options;
  final ChunkPages chunk;
  final Set<Long> bloomHashes = new LinkedHashSet<>();
  final boolean hasBloom;

  // the page at hand
  private int[] repetition = new int[PIECE];
  private int[] definition = new int[PIECE];
  private int slotCount;
  private int rowCount;
  private int nullCount;
  private int[] ids = new int[PIECE];
  private int idCount;
  final Bytes plain = new Bytes();

  boolean isDictionary;
  private int[] picks = new int[PIECE];

  LeafWriter(FieldNode node, WriteOptions options) {
    this.node = node;
    this.options = options;
    this.chunk = new ChunkPages(node, options);
    this.hasBloom =
        options.bloomColumns().contains(node.path().getFirst().toLowerCase(java.util.Locale.ROOT));
  }

  static LeafWriter of(FieldNode node, WriteOptions options) {
    return switch (node.physical()) {
      case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> new BytesLeaf(node, options);
      default -> new LongLeaf(node, options);
    };
  }

  /** Appends slots, whose rows are places in the vector. */
  final void append(Slots slots, Vector vector) {
    int from = 0;
    while (from < slots.count) {
      int to = Math.min(from + PIECE, slots.count);
      while (to < slots.count && slots.repetition[to] != 0) to++;
      appendPiece(slots, from, to, vector);
      from = to;
      if (plain.size() + 2L * idCount >= options.pageBytes() || rowCount >= PAGE_ROWS_MAX)
        endPage();
    }
  }

  private void appendPiece(Slots slots, int from, int to, Vector vector) {
    reserve(to - from);
    if (picks.length < to - from) picks = new int[to - from];
    int picked = 0;
    for (int i = from; i < to; i++) {
      repetition[slotCount] = slots.repetition[i];
      definition[slotCount++] = slots.definition[i];
      if (slots.repetition[i] == 0) rowCount++;
      if (slots.rows[i] >= 0) picks[picked++] = slots.rows[i];
    }
    nullCount += to - from - picked;
    if (picked > 0) appendFrom(vector, picked);
    if (isDictionary && dictionaryBytes() > DICTIONARY_BYTES_MAX) {
      endPage();
      isDictionary = false;
    }
  }

  private void reserve(int more) {
    if (slotCount + more <= repetition.length) return;
    int capacity = Math.max(slotCount + more, 2 * repetition.length);
    repetition = Arrays.copyOf(repetition, capacity);
    definition = Arrays.copyOf(definition, capacity);
  }

  private void appendFrom(Vector vector, int count) {
    switch (vector) {
      case FlatVector flat -> appendValues(flat, picks, count);
      case ConstantVector constant -> {
        Arrays.fill(picks, 0, count, 0);
        appendValues(constant.value(), picks, count);
      }
      case DictionaryVector dictionary -> {
        for (int i = 0; i < count; i++) picks[i] = dictionary.ids()[picks[i]];
        appendValues(dictionary.dictionary(), picks, count);
      }
    }
  }

  final void addId(int id) {
    if (idCount == ids.length) ids = Arrays.copyOf(ids, 2 * idCount);
    ids[idCount++] = id;
  }

  /** Appends values at some rows, none of which is null. */
  abstract void appendValues(FlatVector vector, int[] rows, int count);

  abstract int dictionaryCount();

  abstract int dictionaryBytes();

  /** Appends a value of the dictionary in the plain encoding. */
  abstract void plainOf(int id, Bytes out);

  /** The values of the page in the plain encoding, of those that were not gathered so. */
  abstract void finishPlain(Bytes out);

  /** Bounds of the values since the last call, and of the chunk when all pages have ended. */
  abstract Bounds takePageBounds();

  abstract Bounds takeChunkBounds();

  abstract void clearDictionary();

  /** Bytes of the page at hand. */
  final long pageBytes() {
    return plain.size() + 2L * idCount + slotCount;
  }

  private void endPage() {
    if (slotCount == 0) return;
    Bytes values = new Bytes();
    Encoding encoding = Encoding.PLAIN;
    if (isDictionary && chunk.pageCount() == 0 && !isWorthwhile()) isDictionary = false;
    if (isDictionary) {
      encoding = Encoding.RLE_DICTIONARY;
      int width =
          Math.max(1, 32 - Integer.numberOfLeadingZeros(Math.max(0, dictionaryCount() - 1)));
      values.add(width);
      HybridWriter.write(ids, idCount, width, values);
    } else {
      for (int i = 0; i < idCount; i++) plainOf(ids[i], values);
      finishPlain(values);
    }
    chunk.add(
        new ChunkPages.Page(
            repetition,
            definition,
            slotCount,
            rowCount,
            nullCount,
            values,
            encoding,
            takePageBounds()));
    slotCount = 0;
    rowCount = 0;
    nullCount = 0;
    idCount = 0;
    plain.clear();
  }

  /** Whether the dictionary makes the first page smaller. */
  private boolean isWorthwhile() {
    int width = 32 - Integer.numberOfLeadingZeros(Math.max(0, dictionaryCount() - 1));
    long packed = dictionaryBytes() + (long) idCount * width / 8;
    return packed < plainBytes(ids, idCount);
  }

  /** How many bytes values of the dictionary have in the plain encoding. */
  abstract long plainBytes(int[] some, int count);

  /** Ends the chunk; afterwards the writer begins the next. */
  final ChunkPages.Written finish() {
    endPage();
    Bytes dictionary = null;
    boolean isUsed = chunk.isDictionaryUsed();
    if (isUsed) {
      dictionary = new Bytes();
      for (int i = 0; i < dictionaryCount(); i++) plainOf(i, dictionary);
    }
    int count = dictionaryCount();
    ChunkPages.Written written = chunk.finish(dictionary, count, takeChunkBounds(), bloomHashes);
    clearDictionary();
    bloomHashes.clear();
    isDictionary = options.hasDictionary() && hasDictionaries();
    return written;
  }

  abstract boolean hasDictionaries();
}
