package io.brasa.connectors.parquet.write;

import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.vector.BytesVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.WideVector;
import io.brasa.connectors.parquet.bloom.XxHash64;
import io.brasa.connectors.parquet.encoding.Bytes;
import java.math.BigInteger;
import java.util.Arrays;

/** Strings, binary, and decimals of more than 18 digits as bytes of a fixed length. */
final class BytesLeaf extends LeafWriter {
  private final BytesDictionary dictionary = new BytesDictionary();

  /** Bytes of a value, below zero if that depends. */
  private final int width;

  private final byte[] number = new byte[16];
  private byte[] pageMin;
  private byte[] pageMax;
  private byte[] chunkMin;
  private byte[] chunkMax;

  /**
   * The vector that rows came from last, and the places of its values in our dictionary plus one.
   */
  private FlatVector known;

  private int[] knownIds = {};

  /** By place in the dictionary the page that had it last. */
  private int[] seen = {};

  private int pageNumber = 1;

  BytesLeaf(FieldNode node, WriteOptions options) {
    super(node, options);
    this.width = node.type() instanceof DecimalType decimal ? width(decimal) : -1;
    this.isDictionary = options.hasDictionary();
  }

  /** The least bytes that hold all values of a type. */
  static int width(DecimalType type) {
    return BigInteger.TEN.pow(type.precision()).bitLength() / 8 + 1;
  }

  @Override
  boolean hasDictionaries() {
    return true;
  }

  @Override
  void appendValues(FlatVector vector, int[] rows, int count) {
    if (vector != known || !isDictionary) {
      known = vector;
      knownIds = new int[isDictionary ? vector.length() : 0];
    }
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      if (isDictionary && knownIds[row] > 0) {
        addId(knownIds[row] - 1);
        // bounds are of the page: what an earlier page had counts again
        if (isFirstOnPage(knownIds[row] - 1)) extend(vector, row);
        continue;
      }
      add(vector, row);
    }
  }

  private boolean isFirstOnPage(int id) {
    if (seen.length <= id) seen = Arrays.copyOf(seen, Math.max(id + 1, 2 * seen.length));
    boolean isFirst = seen[id] != pageNumber;
    seen[id] = pageNumber;
    return isFirst;
  }

  private void extend(FlatVector vector, int row) {
    switch (vector) {
      case BytesVector v ->
          bound(v.bytes(), v.offsets()[row], v.offsets()[row + 1] - v.offsets()[row]);
      case WideVector v -> {
        toNumber(v, row);
        bound(number, number.length - width, width);
      }
      default -> throw new IllegalStateException("values of " + vector.type() + " as bytes");
    }
  }

  private void toNumber(WideVector v, int row) {
    for (int i = 0; i < 8; i++) {
      number[i] = (byte) (v.high()[row] >>> 56 - 8 * i);
      number[8 + i] = (byte) (v.low()[row] >>> 56 - 8 * i);
    }
  }

  private void add(FlatVector vector, int row) {
    extend(vector, row);
    if (vector instanceof BytesVector v)
      add(row, v.bytes(), v.offsets()[row], v.offsets()[row + 1] - v.offsets()[row]);
    else add(row, number, number.length - width, width);
  }

  private void add(int row, byte[] bytes, int from, int length) {
    if (isDictionary) {
      int id = dictionary.id(bytes, from, length);
      knownIds[row] = id + 1;
      isFirstOnPage(id);
      addId(id);
    } else {
      if (width < 0) plain.addNumber(length, 4);
      plain.add(bytes, from, length);
    }
    if (hasBloom) bloomHashes.add(XxHash64.hash(bytes, from, length));
  }

  private void bound(byte[] bytes, int from, int length) {
    if (pageMin == null) {
      pageMin = Arrays.copyOfRange(bytes, from, from + length);
      pageMax = pageMin;
    } else if (compare(bytes, from, length, pageMin) < 0) {
      pageMin = Arrays.copyOfRange(bytes, from, from + length);
    } else if (compare(bytes, from, length, pageMax) > 0) {
      pageMax = Arrays.copyOfRange(bytes, from, from + length);
    }
  }

  private int compare(byte[] bytes, int from, int length, byte[] other) {
    if (width > 0 && (bytes[from] < 0) != (other[0] < 0)) return bytes[from] < 0 ? -1 : 1;
    return Arrays.compareUnsigned(bytes, from, from + length, other, 0, other.length);
  }

  @Override
  int dictionaryCount() {
    return dictionary.count();
  }

  @Override
  int dictionaryBytes() {
    return dictionary.sizeBytes() + (width < 0 ? 4 * dictionary.count() : 0);
  }

  @Override
  void plainOf(int id, Bytes out) {
    int from = dictionary.from(id);
    int length = dictionary.to(id) - from;
    if (width < 0) out.addNumber(length, 4);
    out.add(dictionary.array(), from, length);
  }

  @Override
  long plainBytes(int[] some, int count) {
    long bytes = 0;
    for (int i = 0; i < count; i++)
      bytes += dictionary.to(some[i]) - dictionary.from(some[i]) + (width < 0 ? 4 : 0);
    return bytes;
  }

  @Override
  void finishPlain(Bytes out) {
    out.add(plain.array(), 0, plain.size());
  }

  @Override
  Bounds takePageBounds() {
    pageNumber++;
    if (pageMin == null) return Bounds.NONE;
    Bounds bounds = new Bounds(pageMin, pageMax, width < 0);
    if (chunkMin == null || compare(pageMin, 0, pageMin.length, chunkMin) < 0) chunkMin = pageMin;
    if (chunkMax == null || compare(pageMax, 0, pageMax.length, chunkMax) > 0) chunkMax = pageMax;
    pageMin = null;
    pageMax = null;
    return bounds;
  }

  @Override
  Bounds takeChunkBounds() {
    if (chunkMin == null) return Bounds.NONE;
    Bounds bounds = new Bounds(chunkMin, chunkMax, width < 0);
    chunkMin = null;
    chunkMax = null;
    return bounds;
  }

  @Override
  void clearDictionary() {
    dictionary.clear();
    known = null;
    seen = new int[0];
  }
}
