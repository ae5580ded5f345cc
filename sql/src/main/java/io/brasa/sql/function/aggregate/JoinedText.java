package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.ArrayBuilder;
import io.brasa.columnar.vector.ArrayVector;
import io.brasa.columnar.vector.BytesBuilder;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sql.kernel.Column;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Texts of a group one behind the other, in the order in which they come, with another between
 * them; nulls are left out. The text between is the second argument, the same in all rows.
 */
final class JoinedText extends GroupStates<JoinedText.Parts> {
  private static final int BYTES_PER_PART = 48;

  /** What a group has, and what stands between. */
  static final class Parts {
    private final Collection<ByteBuffer> texts;
    private byte[] between = {};

    Parts(boolean isDistinct) {
      texts = isDistinct ? new LinkedHashSet<>() : new ArrayList<>();
    }
  }

  private final DataType type;
  private final boolean isDistinct;

  JoinedText(DataType type, boolean isDistinct) {
    super(Parts[]::new);
    this.type = type;
    this.isDistinct = isDistinct;
  }

  @Override
  Parts empty() {
    return new Parts(isDistinct);
  }

  private static byte[] read(Column column, int row) {
    return java.util.Arrays.copyOfRange(column.bytes(), column.start(row), column.end(row));
  }

  private void keep(Parts parts, byte[] text) {
    if (parts.texts.add(ByteBuffer.wrap(text))) bytes += BYTES_PER_PART + text.length;
  }

  @Override
  void add(int group, Column[] arguments, int row) {
    if (arguments[0].isNull(row)) return;
    Parts parts = state(group);
    if (parts.texts.isEmpty()) parts.between = read(arguments[1], row);
    keep(parts, read(arguments[0], row));
  }

  @Override
  public List<DataType> stateTypes() {
    return List.of(new ArrayType(AtomicType.BINARY, false), AtomicType.BINARY);
  }

  @Override
  void state(int group, List<VectorBuilder> out) {
    ArrayBuilder texts = (ArrayBuilder) out.get(0);
    Parts parts = known(group);
    byte[] between = parts == null ? new byte[0] : parts.between;
    if (parts != null)
      for (ByteBuffer text : parts.texts) append((BytesBuilder) texts.elements(), text.array());
    texts.endRow();
    append((BytesBuilder) out.get(1), between);
  }

  private static void append(BytesBuilder out, byte[] text) {
    out.append(text, 0, text.length);
  }

  @Override
  void merge(int group, Column[] states, int row) {
    Column texts = Column.of(((ArrayVector) states[0].flat()).elements());
    for (int i = states[0].start(row); i < states[0].end(row); i++) {
      Parts parts = state(group);
      parts.between = read(states[1], row);
      keep(parts, read(texts, i));
    }
  }

  @Override
  void result(int group, VectorBuilder out) {
    Parts parts = known(group);
    if (parts == null || parts.texts.isEmpty()) {
      out.appendNull();
      return;
    }
    java.io.ByteArrayOutputStream joined = new java.io.ByteArrayOutputStream();
    boolean isFirst = true;
    for (ByteBuffer text : parts.texts) {
      if (!isFirst) joined.writeBytes(parts.between);
      isFirst = false;
      joined.writeBytes(text.array());
    }
    append((BytesBuilder) out, joined.toByteArray());
  }

  @Override
  DataType type() {
    return type;
  }
}
