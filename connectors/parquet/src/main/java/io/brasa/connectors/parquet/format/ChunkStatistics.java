package io.brasa.connectors.parquet.format;

import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a file says of the values of a column chunk or a page.
 *
 * @param bounds lowest and highest value in the plain encoding, perhaps shortened; none if not known
 * @param hasOldBounds the bounds come from the deprecated fields, whose order was that of signed
 *     bytes: of use for signed numbers only
 */
public record ChunkStatistics(
    Optional<Bounds> bounds,
    boolean hasOldBounds,
    OptionalLong nullCount,
    OptionalLong distinctCount)
    implements Serializable {
  /** No value is below the one or above the other. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Bounds(byte[] min, byte[] max) implements Serializable {}

  static ChunkStatistics of(ThriftStruct struct) {
    boolean isNew = struct.has(5) && struct.has(6);
    boolean isOld = !isNew && struct.has(1) && struct.has(2);
    return new ChunkStatistics(
        isNew
            ? Optional.of(new Bounds(struct.bytes(6), struct.bytes(5)))
            : isOld ? Optional.of(new Bounds(struct.bytes(2), struct.bytes(1))) : Optional.empty(),
        isOld,
        count(struct, 3),
        count(struct, 4));
  }

  private static OptionalLong count(ThriftStruct struct, int field) {
    if (!struct.has(field) || struct.number(field) < 0) return OptionalLong.empty();
    return OptionalLong.of(struct.number(field));
  }
}
