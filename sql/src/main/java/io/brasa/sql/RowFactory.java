package io.brasa.sql;

/** Makes rows, as Spark's Java programs do. */
public final class RowFactory {
  private RowFactory() {}

  /** As {@link Row#of}. */
  public static Row create(Object... values) {
    return Row.of(values);
  }
}
