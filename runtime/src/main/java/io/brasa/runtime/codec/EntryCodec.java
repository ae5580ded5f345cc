package io.brasa.runtime.codec;

import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Map;

/** Entries of maps, by themselves: key and value. They come back immutable. */
final class EntryCodec extends ContentCodec<Map.Entry<?, ?>> {
  private final Codecs codecs;

  EntryCodec(Codecs codecs) {
    super(rawType(Map.Entry.class), 38);
    this.codecs = codecs;
  }

  @Override
  public void encode(Map.Entry<?, ?> value, Encoder out) {
    out.enter(value.getClass());
    out.writeValue(value.getKey());
    out.writeValue(value.getValue());
    out.leave();
  }

  @Override
  public Map.Entry<?, ?> decode(Decoder in) {
    in.enter();
    Object key = in.readValue();
    Map.Entry<?, ?> entry = new SimpleImmutableEntry<>(key, in.readValue());
    in.leave();
    return entry;
  }

  static int hash(Map.Entry<?, ?> entry, Codecs codecs) {
    return Codecs.spread(31 * codecs.hash(entry.getKey()) + codecs.hash(entry.getValue()));
  }

  static boolean equal(Map.Entry<?, ?> left, Map.Entry<?, ?> right, Codecs codecs) {
    return codecs.equal(left.getKey(), right.getKey())
        && codecs.equal(left.getValue(), right.getValue());
  }

  @Override
  public int hash(Map.Entry<?, ?> value) {
    return hash(value, codecs);
  }

  @Override
  public boolean equal(Map.Entry<?, ?> left, Map.Entry<?, ?> right) {
    return equal(left, right, codecs);
  }

  @Override
  Immutability immutability() {
    return Immutability.BY_PARTS;
  }

  @Override
  public boolean isImmutable(Map.Entry<?, ?> value) {
    return value.getClass() == SimpleImmutableEntry.class
        && codecs.isImmutable(value.getKey())
        && codecs.isImmutable(value.getValue());
  }

  @Override
  KeyProblem keyProblem(Map.Entry<?, ?> value) {
    return value == null ? null : codecs.keyProblemOfParts(this, value);
  }

  @Override
  void visitParts(Map.Entry<?, ?> value, PartVisitor visitor) {
    if (visitor.visit(".key", null, value.getKey())) {
      visitor.visit(".value", null, value.getValue());
    }
  }

  @Override
  public long heapBytes(Map.Entry<?, ?> value) {
    return 24 + codecs.heapBytes(value.getKey()) + codecs.heapBytes(value.getValue());
  }
}
