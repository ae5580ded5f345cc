package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.BytesBuilder;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sql.kernel.Column;
import io.brasa.sql.parser.SqlParser;
import io.brasa.sql.variant.VariantSchema;
import io.brasa.sql.variant.VariantValue;
import java.util.List;

/** The type that all variants of a group have in common; of none that of null. */
public final class VariantSchemas extends GroupStates<DataType> {
  private static final int ROUGH_BYTES = 200;

  public VariantSchemas() {
    super(DataType[]::new);
  }

  @Override
  DataType empty() {
    bytes += ROUGH_BYTES;
    return AtomicType.NULL;
  }

  private void add(int group, DataType type) {
    keep(group, VariantSchema.merged(state(group), type));
  }

  @Override
  void add(int group, Column[] arguments, int row) {
    Column column = arguments[0];
    if (column.isNull(row)) return;
    add(
        group,
        VariantSchema.of(VariantValue.of(column.bytes(), column.start(row), column.end(row))));
  }

  @Override
  public List<DataType> stateTypes() {
    return List.of(AtomicType.STRING);
  }

  @Override
  void state(int group, List<VectorBuilder> out) {
    if (known(group) == null) out.getFirst().appendNull();
    else ((BytesBuilder) out.getFirst()).append(VariantSchema.sql(known(group)));
  }

  @Override
  void merge(int group, Column[] states, int row) {
    if (!states[0].isNull(row)) add(group, SqlParser.type(states[0].textAt(row)));
  }

  @Override
  void result(int group, VectorBuilder out) {
    DataType type = known(group) == null ? AtomicType.NULL : known(group);
    ((BytesBuilder) out).append(VariantSchema.text(type));
  }

  @Override
  DataType type() {
    return AtomicType.STRING;
  }
}
