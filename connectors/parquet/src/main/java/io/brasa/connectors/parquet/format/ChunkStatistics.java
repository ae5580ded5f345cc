package io.brasa.connectors.parquet.format;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a file says of the values of a column chunk.
 *
 * @param known at most one: lowest and highest value in the plain encoding, perhaps shortened
 * @param hasOldBounds the bounds come from the deprecated fields, whose order was that of signed
 *     bytes: of use for signed numbers only
 * @param nulls how many rows are null; below zero if that is not known
 * @param distinct how many different values there are; below zero if that is not known
 */
public record ChunkStatistics(List<Bounds> known, boolean hasOldBounds, long nulls, long distinct)
    implements Serializable {
  /** No value is below the one or above the other. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Bounds(byte[] min, byte[] max) implements Serializable {}

  public ChunkStatistics {
    known = List.copyOf(known);
  }

  static ChunkStatistics of(ThriftStruct struct) {
    boolean isNew = struct.has(5) && struct.has(6);
    boolean isOld = !isNew && struct.has(1) && struct.has(2);
    return new ChunkStatistics(
        isNew
            ? List.of(new Bounds(struct.bytes(6), struct.bytes(5)))
            : isOld ? List.of(new Bounds(struct.bytes(2), struct.bytes(1))) : List.of(),
        isOld,
        struct.number(3, -1),
        struct.number(4, -1));
  }

  public Optional<Bounds> bounds() {
    return known.stream().findFirst();
  }

  public OptionalLong nullCount() {
    return nulls < 0 ? OptionalLong.empty() : OptionalLong.of(nulls);
  }

  public OptionalLong distinctCount() {
    return distinct < 0 ? OptionalLong.empty() : OptionalLong.of(distinct);
  }
}
