package io.brasa.connectors.parquet.prune;

import io.brasa.columnar.source.ColumnFilter;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.vector.BytesVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.IntVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.VectorOrder;
import io.brasa.connectors.parquet.bloom.BloomFilter;
import io.brasa.connectors.parquet.bloom.XxHash64;
import io.brasa.connectors.parquet.format.ColumnChunk;
import io.brasa.connectors.parquet.format.Damage;
import io.brasa.connectors.parquet.format.Footer;
import io.brasa.connectors.parquet.format.Logical;
import io.brasa.connectors.parquet.format.Physical;
import io.brasa.connectors.parquet.format.Place;
import io.brasa.connectors.parquet.read.ChunkDictionary;
import io.brasa.connectors.parquet.schema.Shape;
import io.brasa.runtime.storage.Storage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Asks dictionaries and Bloom filters for values that a filter names. */
record ValuePruning(Storage storage, Place place, long fileBytes, SourceContext context) {
  private static final int BLOOM_FIRST_READ = 64;

  /** False only if no row of the chunk matches. */
  boolean mayMatch(ColumnFilter filter, Shape.Leaf leaf, ColumnChunk chunk) {
    List<Object> values =
        switch (filter) {
          case ColumnFilter.Compare compare
              when compare.comparison() == ColumnFilter.Comparison.EQUAL ->
              List.of(compare.value());
          case ColumnFilter.In in -> in.values();
          default -> List.of();
        };
    boolean isPrefix = filter instanceof ColumnFilter.StartsWith;
    if (values.isEmpty() && !isPrefix) return true;
    if (chunk.isAllDictionary()) {
      Optional<FlatVector> dictionary = ChunkDictionary.read(storage, place, chunk, leaf, context);
      if (dictionary.isPresent()) return isIn(dictionary.get(), filter, values);
    }
    if (isPrefix || !chunk.bloomFilter().isThere()) return true;
    return mayHold(leaf, chunk, values);
  }

  private static boolean isIn(FlatVector dictionary, ColumnFilter filter, List<Object> values) {
    if (filter instanceof ColumnFilter.StartsWith start)
      return hasPrefix(dictionary, start.prefix());
    for (Object value : values) {
      FlatVector wanted = Knowledge.constant(dictionary.type(), value);
      for (int i = 0; i < dictionary.length(); i++) {
        if (VectorOrder.equal(dictionary, i, wanted, 0)) return true;
      }
    }
    return false;
  }

  private static boolean hasPrefix(FlatVector dictionary, String prefix) {
    if (!(dictionary instanceof BytesVector strings)) return true;
    byte[] wanted = prefix.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < strings.length(); i++) {
      int from = strings.offsets()[i];
      int end = Math.min(strings.offsets()[i + 1], from + wanted.length);
      if (Arrays.equals(strings.bytes(), from, end, wanted, 0, wanted.length)) return true;
    }
    return false;
  }

  private boolean mayHold(Shape.Leaf leaf, ColumnChunk chunk, List<Object> values) {
    BloomFilter bloom = null;
    for (Object value : values) {
      Optional<byte[]> bytes = plain(leaf, Knowledge.constant(leaf.type(), value));
      if (bytes.isEmpty()) return true;
      if (bloom == null) bloom = read(chunk);
      if (bloom.mayHold(XxHash64.hash(bytes.get(), 0, bytes.get().length))) return true;
    }
    return false;
  }

  private BloomFilter read(ColumnChunk chunk) {
    long from = chunk.bloomFilter().offset();
    Place column = place.of(chunk.path());
    try {
      int length = chunk.bloomFilter().length();
      if (length == 0) {
        int first = (int) Math.min(BLOOM_FIRST_READ, fileBytes - from);
        if (from < 0 || first <= 0) throw new Damage(0, "a Bloom filter behind the file's end");
        byte[] head = Footer.bytes(storage, column, from, first);
        length = BloomFilter.lengthOf(head, 0, head.length);
      }
      if (from < 0 || from + length > fileBytes)
        throw new Damage(0, "a Bloom filter behind the file's end");
      byte[] bytes = Footer.bytes(storage, column, from, length);
      return BloomFilter.read(bytes, 0, length);
    } catch (Damage damage) {
      throw column.damaged(from, damage);
    }
  }

  /** A value as the file stores it, if that is sure. */
  private static Optional<byte[]> plain(Shape.Leaf leaf, FlatVector value) {
    Physical physical = leaf.node().physical();
    Logical logical = leaf.node().logical();
    boolean isScaled =
        logical instanceof Logical.Timestamp timestamp && timestamp.unit() != Logical.Unit.MICROS;
    return switch (value) {
      case IntVector v when physical == Physical.INT32 -> Optional.of(bytes(v.values()[0], 4));
      case LongVector v when physical == Physical.INT64 && !isScaled ->
          Optional.of(bytes(v.values()[0], 8));
      case LongVector v when physical == Physical.INT32 && v.values()[0] == (int) v.values()[0] ->
          Optional.of(bytes(v.values()[0], 4));
      case BytesVector v when physical == Physical.BYTE_ARRAY ->
          Optional.of(Arrays.copyOfRange(v.bytes(), v.offsets()[0], v.offsets()[1]));
      default -> Optional.empty();
    };
  }

  private static byte[] bytes(long value, int width) {
    byte[] bytes = new byte[width];
    for (int i = 0; i < width; i++) bytes[i] = (byte) (value >>> 8 * i);
    return bytes;
  }
}
