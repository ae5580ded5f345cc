package io.brasa.core.shuffle;

import io.brasa.core.closure.Shippable;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.Decoder;
import io.brasa.runtime.codec.Encoder;
import io.brasa.runtime.error.Check;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * Keys of the user's that travel with a program: as their codec writes them, since keys need not be
 * serialisable otherwise. Where a program is opened, {@link #decoded} puts the keys back.
 */
public final class KeyList extends AbstractList<Object> implements Shippable, RandomAccess {
  private static final long serialVersionUID = 1L;

  private final byte[] encoded;
  private final int size;
  private final transient Object[] keys;

  private KeyList(byte[] encoded, Object[] keys) {
    this.encoded = encoded;
    this.size = keys.length;
    this.keys = keys;
  }

  /** The keys of a list, which must not change any more. */
  public static KeyList of(List<?> keys, Codecs codecs) {
    Encoder encoder = new Encoder(codecs);
    for (Object key : keys) encoder.writeValue(key);
    return new KeyList(encoder.toByteArray(), keys.toArray());
  }

  /** The same list with its keys at hand. */
  public KeyList decoded(Codecs codecs) {
    Decoder decoder = new Decoder(codecs, encoded, 0, encoded.length);
    Object[] values = new Object[size];
    for (int i = 0; i < size; i++) values[i] = decoder.readValue();
    return new KeyList(encoded, values);
  }

  @Override
  public Object get(int index) {
    Check.that(keys != null, "keys that travelled are decoded before they are used");
    return keys[index];
  }

  @Override
  public int size() {
    return size;
  }
}
