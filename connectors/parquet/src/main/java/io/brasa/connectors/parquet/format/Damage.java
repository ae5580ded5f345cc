package io.brasa.connectors.parquet.format;

import io.brasa.runtime.error.EngineException;

/**
 * Found bytes that cannot be what they should be. Thrown where only the place within some bytes is
 * known; {@link Place} makes an error of it that names the file.
 */
public final class Damage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int position;

  /**
   * @param position within the bytes that were looked at
   * @param what one sentence part: "a list of 7 elements in 3 bytes"
   */
  public Damage(int position, String what) {
    super(what, null, false, false);
    this.position = position;
  }

  public int position() {
    return position;
  }

  /** The error for a whole file. */
  public static EngineException in(Place place, long offset, String what, Throwable cause) {
    return new EngineException(
        ParquetError.PARQUET_CORRUPT,
        place.text() + " is damaged at byte " + offset + ": " + what,
        "Restore the file from where it came from, or leave it out",
        cause);
  }
}
