package io.brasa.core.shuffle;

/** Each key with the group of its values. */
final class GroupedRows extends Rows {
  private final KeyedValues values;
  private final GroupBuilder builder;

  GroupedRows(KeyedValues values, GroupBuilder builder) {
    this.values = values;
    this.builder = builder;
  }

  @Override
  boolean advance() {
    builder.release();
    if (!values.nextKey()) {
      close();
      return false;
    }
    key = values.key;
    hash = values.hash;
    value = values.group(builder);
    return true;
  }

  @Override
  public void close() {
    key = null;
    value = null;
    builder.close();
    values.close();
  }
}
