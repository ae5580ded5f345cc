package io.brasa.connectors.parquet.read;

import io.brasa.columnar.text.Utf8;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.CollatedType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.vector.BytesVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.connectors.parquet.encoding.BytesTarget;
import io.brasa.connectors.parquet.encoding.ValueReader;
import io.brasa.connectors.parquet.format.Damage;
import io.brasa.connectors.parquet.schema.Shape;

/** Values of any length: strings, binary, some decimals. */
final class BytesValues extends LeafValues {
  private BytesTarget target = new BytesTarget(0);

  BytesValues(Shape.Leaf leaf) {
    super(leaf);
  }

  @Override
  void start(int capacity) {
    target = new BytesTarget(capacity);
  }

  @Override
  void restart(int capacity) {
    if (!target.clear(capacity)) start(capacity);
  }

  @Override
  void append(ValueReader in, int at, int count) {
    in.bytes(target, count);
  }

  @Override
  int roomToPick(int count, int among) {
    return count;
  }

  @Override
  void append(ValueReader in, int at, int[] places, int count, int among) {
    in.bytes(target, places, count, among);
  }

  @Override
  void spread(int at, int count, boolean[] nulls, int rows) {
    target.spread(count, nulls, at, rows);
  }

  @Override
  FlatVector finish(int length, boolean[] nulls) {
    if (leaf.type() instanceof DecimalType decimal) return decimals(decimal, length, nulls);
    if (leaf.type() == AtomicType.STRING || leaf.type() instanceof CollatedType)
      checkText(target.bytes(), target.offsets(), length);
    return new BytesVector(leaf.type(), length, target.bytes(), target.offsets(), nulls);
  }

  /** Most text is plain ASCII: all of it is looked at at once, single values only where not. */
  private static void checkText(byte[] bytes, int[] offsets, int count) {
    if (Utf8.isAscii(bytes, offsets[0], offsets[count])) return;
    for (int i = 0; i < count; i++) {
      int bad = Utf8.badPlace(bytes, offsets[i], offsets[i + 1]);
      if (bad >= 0)
        throw new Damage(
            -1, "a string is not UTF-8: byte " + (bad - offsets[i]) + " of value " + i);
    }
  }

  private FlatVector decimals(DecimalType type, int length, boolean[] nulls) {
    BigEndian numbers = new BigEndian(type, length);
    int[] offsets = target.offsets();
    for (int i = 0; i < length; i++) {
      if (nulls == null || !nulls[i])
        numbers.set(i, target.bytes(), offsets[i], offsets[i + 1] - offsets[i]);
    }
    return numbers.vector(nulls);
  }
}
