package io.brasa.sql;

/** Where windows begin: {@code Window.partitionBy("shop").orderBy("day")}. */
public final class Window {
  private Window() {}

  /** The bound of a frame before all rows. */
  public static long unboundedPreceding() {
    return Long.MIN_VALUE;
  }

  /** The bound of a frame behind all rows. */
  public static long unboundedFollowing() {
    return Long.MAX_VALUE;
  }

  /** The bound of a frame at the row itself. */
  public static long currentRow() {
    return 0;
  }

  /** A window of rows that agree in some columns. */
  public static WindowSpec partitionBy(Column... columns) {
    return WindowSpec.EMPTY.partitionBy(columns);
  }

  public static WindowSpec partitionBy(String column, String... others) {
    return WindowSpec.EMPTY.partitionBy(column, others);
  }

  /** A window of all rows in an order. */
  public static WindowSpec orderBy(Column... columns) {
    return WindowSpec.EMPTY.orderBy(columns);
  }

  public static WindowSpec orderBy(String column, String... others) {
    return WindowSpec.EMPTY.orderBy(column, others);
  }

  /** A window of the rows from one to another, counted from the current row. */
  public static WindowSpec rowsBetween(long start, long end) {
    return WindowSpec.EMPTY.rowsBetween(start, end);
  }

  /** A window of the rows whose sorting key differs so much from the current row's. */
  public static WindowSpec rangeBetween(long start, long end) {
    return WindowSpec.EMPTY.rangeBetween(start, end);
  }
}
