package io.brasa.connectors.parquet.read;

import io.brasa.columnar.vector.BytesVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.connectors.parquet.encoding.ValueReader;
import io.brasa.connectors.parquet.format.Damage;
import io.brasa.connectors.parquet.format.Encoding;
import io.brasa.connectors.parquet.format.Physical;
import io.brasa.connectors.parquet.schema.Shape;
import java.util.Optional;

/** Single values in the plain encoding, as statistics have them. */
public final class PlainValues {
  private PlainValues() {}

  /** A vector of the value alone; empty if the bytes are no value of the type. */
  public static Optional<FlatVector> decode(Shape.Leaf leaf, byte[] bytes) {
    try {
      // what stands here has no length in front, and may be cut off within a character
      if (leaf.node().physical() == Physical.BYTE_ARRAY) {
        if (leaf.type().storage() == io.brasa.columnar.type.Storage.BYTES)
          return Optional.of(
              new BytesVector(leaf.type(), 1, bytes, new int[] {0, bytes.length}, null));
        BigEndian number = new BigEndian((io.brasa.columnar.type.DecimalType) leaf.type(), 1);
        number.set(0, bytes, 0, bytes.length);
        return Optional.of(number.vector(null));
      }
      LeafValues values = LeafValues.of(leaf);
      values.start(1);
      values.append(
          ValueReader.of(
              Encoding.PLAIN,
              leaf.node().physical(),
              leaf.node().typeLength(),
              bytes,
              0,
              bytes.length,
              1),
          0,
          1);
      return Optional.of(values.finish(1, null));
    } catch (Damage | IndexOutOfBoundsException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
