package io.brasa.core.operation;

import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.Decoder;
import io.brasa.runtime.codec.Encoder;
import java.io.Serializable;

/**
 * A value of the user's to start from, as its codec wrote it when the operation was declared.
 * Functions may change what they are given, so each partition gets a copy. Thread-safe.
 */
public final class StartValue implements Serializable {
  private static final long serialVersionUID = 1L;

  private final byte[] encoded;

  private StartValue(byte[] encoded) {
    this.encoded = encoded;
  }

  public static StartValue of(Object value, Codecs codecs) {
    Encoder encoder = new Encoder(codecs);
    encoder.writeValue(value);
    return new StartValue(encoder.toByteArray());
  }

  /** A copy that nobody else has. */
  public Object fresh(Codecs codecs) {
    return new Decoder(codecs, encoded, 0, encoded.length).readValue();
  }
}
