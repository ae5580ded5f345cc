package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.BytesBuilder;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sql.error.Failures;
import io.brasa.sql.kernel.Column;
import java.util.List;

/** Bit maps of a fixed size: of positions, or of other bit maps together. */
final class BitMaps extends GroupStates<byte[]> {
  private static final int SIZE = 4_096;

  /** What a row does to its group's map. */
  enum Rule {
    /** Sets the bit of its number. */
    POSITIONS,
    OR,
    AND
  }

  private final Rule rule;

  BitMaps(Rule rule) {
    super(byte[][]::new);
    this.rule = rule;
  }

  /** All bits are set before anything is taken away. */
  @Override
  byte[] empty() {
    bytes += SIZE;
    byte[] map = new byte[SIZE];
    if (rule == Rule.AND) java.util.Arrays.fill(map, (byte) -1);
    return map;
  }

  @Override
  void add(int group, Column[] arguments, int row) {
    if (arguments[0].isNull(row)) return;
    if (rule != Rule.POSITIONS) {
      combine(state(group), arguments[0], row);
      return;
    }
    long position = arguments[0].longAt(row);
    if (position < 0 || position >= 8L * SIZE)
      throw Failures.invalidArgument(
          "bitmap_construct_agg",
          "the position " + position,
          "one from 0 to " + (8L * SIZE - 1) + ", as bitmap_bit_position gives");
    state(group)[(int) (position / 8)] |= (byte) (1 << position % 8);
  }

  /** Bytes that a map does not have are zero. */
  private void combine(byte[] map, Column column, int row) {
    int from = column.start(row);
    int size = Math.min(SIZE, column.end(row) - from);
    for (int i = 0; i < SIZE; i++) {
      byte other = i < size ? column.bytes()[from + i] : 0;
      map[i] = (byte) (rule == Rule.AND ? map[i] & other : map[i] | other);
    }
  }

  @Override
  public List<DataType> stateTypes() {
    return List.of(AtomicType.BINARY);
  }

  @Override
  void state(int group, List<VectorBuilder> out) {
    if (known(group) == null) out.getFirst().appendNull();
    else ((BytesBuilder) out.getFirst()).append(known(group), 0, SIZE);
  }

  @Override
  void merge(int group, Column[] states, int row) {
    if (!states[0].isNull(row)) combine(state(group), states[0], row);
  }

  @Override
  void result(int group, VectorBuilder out) {
    byte[] map = known(group) == null ? empty() : known(group);
    ((BytesBuilder) out).append(map, 0, SIZE);
  }

  @Override
  DataType type() {
    return AtomicType.BINARY;
  }
}
