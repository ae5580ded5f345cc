package io.brasa.columnar.type;

import static java.util.Objects.requireNonNull;

/** Values by key; keys are never null. */
public record MapType(DataType keyType, DataType valueType, boolean valueContainsNull)
    implements DataType {
  public MapType {
    requireNonNull(keyType);
    requireNonNull(valueType);
  }

  /** With values that may be null. */
  public MapType(DataType keyType, DataType valueType) {
    this(keyType, valueType, true);
  }

  @Override
  public String simpleString() {
    return "map<" + keyType.simpleString() + "," + valueType.simpleString() + ">";
  }

  @Override
  public String sql() {
    return "MAP<" + keyType.sql() + ", " + valueType.sql() + ">";
  }

  @Override
  public Storage storage() {
    return Storage.MAP;
  }

  @Override
  public String toString() {
    return simpleString();
  }
}
