package io.brasa.core.shuffle;

import io.brasa.core.closure.Shippable;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.Decoder;
import io.brasa.runtime.codec.Encoder;
import io.brasa.runtime.error.Check;

/**
 * A value of the user's to start from, which functions may change: as its codec wrote it when the
 * operation was declared, and a new copy for each key. Thread-safe.
 */
public final class ZeroValue implements Shippable {
  private static final long serialVersionUID = 1L;

  private final byte[] encoded;
  private final transient Codecs codecs;

  /** The value itself when it can never change. */
  private final transient Object shared;

  private ZeroValue(byte[] encoded, Codecs codecs, Object shared) {
    this.encoded = encoded;
    this.codecs = codecs;
    this.shared = shared;
  }

  /** Copies the value, which may be null. */
  public static ZeroValue of(Object value, Codecs codecs) {
    Encoder encoder = new Encoder(codecs);
    encoder.writeValue(value);
    return new ZeroValue(encoder.toByteArray(), codecs, null).decoded(codecs);
  }

  /** The same value, ready for use in this process. */
  public ZeroValue decoded(Codecs own) {
    Object value = decode(own);
    return new ZeroValue(encoded, own, own.isImmutable(value) ? value : null);
  }

  /** A copy that nobody else has. */
  public Object fresh() {
    Check.that(codecs != null, "a value that travelled is decoded before it is used");
    return shared != null ? shared : decode(codecs);
  }

  private Object decode(Codecs own) {
    return new Decoder(own, encoded, 0, encoded.length).readValue();
  }
}
