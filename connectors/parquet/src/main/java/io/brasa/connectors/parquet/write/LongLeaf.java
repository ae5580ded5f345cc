package io.brasa.connectors.parquet.write;

import io.brasa.columnar.vector.ByteVector;
import io.brasa.columnar.vector.DoubleVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.FloatVector;
import io.brasa.columnar.vector.IntVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.ShortVector;
import io.brasa.connectors.parquet.bloom.XxHash64;
import io.brasa.connectors.parquet.encoding.Bytes;
import io.brasa.connectors.parquet.format.Physical;

/** Values of up to 64 bits, each as its bits in a {@code long}. */
final class LongLeaf extends LeafWriter {
  private final LongDictionary dictionary = new LongDictionary();
  private final Physical physical;
  private final int width;
  private final Bytes scratch = new Bytes();
  private long[] values = {};

  private final Extremes page;
  private final Extremes whole;

  LongLeaf(FieldNode node, WriteOptions options) {
    super(node, options);
    this.physical = node.physical();
    this.width = physical == Physical.BOOLEAN ? 1 : physical.bytes();
    this.page = new Extremes(physical);
    this.whole = new Extremes(physical);
    this.isDictionary = options.hasDictionary() && hasDictionaries();
  }

  @Override
  boolean hasDictionaries() {
    return physical != Physical.BOOLEAN;
  }

  @Override
  void appendValues(FlatVector vector, int[] rows, int count) {
    gather(vector, rows, count);
    for (int i = 0; i < count; i++) page.add(values[i]);
    if (isDictionary) {
      for (int i = 0; i < count; i++) addId(dictionary.id(values[i]));
    } else {
      for (int i = 0; i < count; i++) plain.addNumber(values[i], width);
    }
    if (hasBloom) addHashes(count);
  }

  private void addHashes(int count) {
    for (int i = 0; i < count; i++) {
      scratch.clear();
      scratch.addNumber(values[i], width);
      bloomHashes.add(XxHash64.hash(scratch.array(), 0, width));
    }
  }

  private void gather(FlatVector vector, int[] rows, int count) {
    if (values.length < count) values = new long[count];
    long[] out = values;
    switch (vector) {
      case ByteVector v -> {
        for (int i = 0; i < count; i++) out[i] = v.values()[rows[i]];
      }
      case ShortVector v -> {
        for (int i = 0; i < count; i++) out[i] = v.values()[rows[i]];
      }
      case IntVector v -> {
        for (int i = 0; i < count; i++) out[i] = v.values()[rows[i]];
      }
      case LongVector v -> {
        for (int i = 0; i < count; i++) out[i] = v.values()[rows[i]];
      }
      case FloatVector v -> {
        for (int i = 0; i < count; i++) out[i] = Float.floatToRawIntBits(v.values()[rows[i]]);
      }
      case DoubleVector v -> {
        for (int i = 0; i < count; i++) out[i] = Double.doubleToRawLongBits(v.values()[rows[i]]);
      }
      default -> throw new IllegalStateException("values of " + vector.type() + " as numbers");
    }
  }

  @Override
  int dictionaryCount() {
    return dictionary.count();
  }

  @Override
  int dictionaryBytes() {
    return dictionary.count() * width;
  }

  @Override
  void plainOf(int id, Bytes out) {
    out.addNumber(dictionary.value(id), width);
  }

  @Override
  long plainBytes(int[] some, int count) {
    return (long) count * width;
  }

  @Override
  void finishPlain(Bytes out) {
    if (physical != Physical.BOOLEAN) {
      out.add(plain.array(), 0, plain.size());
      return;
    }
    for (int i = 0; i < plain.size(); i += 8) {
      int bits = 0;
      for (int k = 0; k < Math.min(8, plain.size() - i); k++) bits |= plain.array()[i + k] << k;
      out.add(bits);
    }
  }

  @Override
  Bounds takePageBounds() {
    whole.add(page);
    Bounds bounds = page.bounds(width);
    page.clear();
    return bounds;
  }

  @Override
  Bounds takeChunkBounds() {
    Bounds bounds = whole.bounds(width);
    whole.clear();
    return bounds;
  }

  @Override
  void clearDictionary() {
    dictionary.clear();
  }
}
