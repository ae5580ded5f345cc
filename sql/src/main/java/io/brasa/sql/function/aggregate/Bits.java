package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.ByteBuilder;
import io.brasa.columnar.vector.IntBuilder;
import io.brasa.columnar.vector.LongBuilder;
import io.brasa.columnar.vector.ShortBuilder;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sql.kernel.Column;
import java.util.Arrays;
import java.util.List;

/** AND, OR and XOR of the bits of whole numbers. */
final class Bits extends RowAccumulator {
  private final DataType type;
  private final String operation;
  private long[] bits = {};
  private boolean[] isSeen = {};

  /**
   * @param operation {@code bit_and}, {@code bit_or} or {@code bit_xor}
   */
  Bits(DataType type, String operation) {
    this.type = type;
    this.operation = operation;
  }

  @Override
  void grow(int count) {
    if (count <= bits.length) return;
    int room = Math.max(count, 2 * bits.length);
    bits = Arrays.copyOf(bits, room);
    isSeen = Arrays.copyOf(isSeen, room);
  }

  @Override
  void add(int group, Column[] arguments, int row) {
    if (arguments[0].isNull(row)) return;
    long value =
        switch (type.storage()) {
          case BYTE -> arguments[0].byteAt(row);
          case SHORT -> arguments[0].shortAt(row);
          case INT -> arguments[0].intAt(row);
          default -> arguments[0].longAt(row);
        };
    if (!isSeen[group]) bits[group] = value;
    else if (operation.equals("bit_and")) bits[group] &= value;
    else if (operation.equals("bit_or")) bits[group] |= value;
    else bits[group] ^= value;
    isSeen[group] = true;
  }

  @Override
  public List<DataType> stateTypes() {
    return List.of(type);
  }

  @Override
  void state(int group, List<VectorBuilder> out) {
    result(group, out.getFirst());
  }

  @Override
  void merge(int group, Column[] states, int row) {
    add(group, states, row);
  }

  @Override
  void result(int group, VectorBuilder out) {
    if (!isSeen[group]) {
      out.appendNull();
      return;
    }
    switch (out) {
      case ByteBuilder b -> b.append((byte) bits[group]);
      case ShortBuilder b -> b.append((short) bits[group]);
      case IntBuilder b -> b.append((int) bits[group]);
      default -> ((LongBuilder) out).append(bits[group]);
    }
  }

  @Override
  DataType type() {
    return type;
  }

  @Override
  void forget() {
    bits = new long[0];
    isSeen = new boolean[0];
  }

  @Override
  public long sizeBytes() {
    return 9L * bits.length;
  }
}
