package io.brasa.sql;

import io.brasa.sql.variant.VariantText;
import io.brasa.sql.variant.VariantValue;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.Arrays;

/** A value of type VARIANT, as rows have it. Equal when the encoded bytes are. Immutable. */
public final class VariantVal implements Serializable {
  private static final long serialVersionUID = 1L;
  private final byte[] bytes;

  VariantVal(byte[] bytes) {
    this.bytes = bytes;
  }

  byte[] bytes() {
    return bytes;
  }

  private int valueStart() {
    return VariantValue.of(bytes, 0, bytes.length).start();
  }

  /** The dictionary of names, as the encoding of variants has it. */
  public byte[] getMetadata() {
    return Arrays.copyOf(bytes, valueStart());
  }

  /** The value, as the encoding of variants has it. */
  public byte[] getValue() {
    return Arrays.copyOfRange(bytes, valueStart(), bytes.length);
  }

  /** As JSON, moments in a zone. */
  public String toJson(ZoneId zone) {
    return VariantText.json(VariantValue.of(bytes, 0, bytes.length), zone);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VariantVal variant && Arrays.equals(bytes, variant.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** As JSON, moments in UTC. */
  @Override
  public String toString() {
    return VariantText.json(VariantValue.of(bytes, 0, bytes.length));
  }
}
