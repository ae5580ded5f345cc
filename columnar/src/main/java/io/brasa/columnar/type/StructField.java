package io.brasa.columnar.type;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/** A named part of a struct, or a column of a table. */
public record StructField(String name, DataType dataType, boolean nullable)
    implements Serializable {
  public StructField {
    requireNonNull(name);
    requireNonNull(dataType);
  }

  /** A field that may be null. */
  public StructField(String name, DataType dataType) {
    this(name, dataType, true);
  }

  @Override
  public String toString() {
    return name + " " + dataType.simpleString() + (nullable ? "" : " not null");
  }
}
