package io.brasa.connectors.parquet.format;

import io.brasa.runtime.error.EngineException;
import java.io.Serializable;

/**
 * What is being read, for errors.
 *
 * @param file its path
 * @param rowGroup counted from zero; below zero for the footer
 * @param column with the names above it, separated by dots; empty when it is about all
 */
public record Place(String file, int rowGroup, String column) implements Serializable {
  /** The footer of a file. */
  public static Place footer(String file) {
    return new Place(file, -1, "");
  }

  /** A column of the same row group. */
  public Place of(String otherColumn) {
    return new Place(file, rowGroup, otherColumn);
  }

  String text() {
    StringBuilder text = new StringBuilder("Parquet file ").append(file);
    if (rowGroup >= 0) text.append(", row group ").append(rowGroup);
    if (!column.isEmpty()) text.append(", column ").append(column);
    return text.toString();
  }

  /** The error that something is damaged at a byte of the file. */
  public EngineException damaged(long offset, String what) {
    return Damage.in(this, offset, what, null);
  }

  /** As the shorter form, for what was thrown while bytes were decoded. */
  public EngineException damaged(long offset, RuntimeException cause) {
    if (cause instanceof EngineException known) return known;
    if (cause instanceof Damage damage)
      return Damage.in(this, offset + Math.max(0, damage.position()), damage.getMessage(), null);
    return Damage.in(this, offset, "what is read there contradicts itself", cause);
  }

  /** The error that something is not served. */
  public EngineException unsupported(String what) {
    return new EngineException(
        ParquetError.PARQUET_UNSUPPORTED,
        text() + " has " + what + ", which is not supported",
        "Leave the column out, or write the file in another way");
  }
}
