package io.brasa.runtime.codec;

import java.util.Optional;

/** {@link Optional}: its value, or null when it is empty. */
final class OptionalCodec extends ContentCodec<Optional<?>> {
  private final Codecs codecs;
  private final Part content;

  OptionalCodec(Part content, Codecs codecs) {
    super(rawType(Optional.class), 39);
    this.content = content;
    this.codecs = codecs;
  }

  @Override
  public void encode(Optional<?> value, Encoder out) {
    out.enter(Optional.class);
    content.write(value.orElse(null), out);
    out.leave();
  }

  @Override
  public Optional<?> decode(Decoder in) {
    in.enter();
    Optional<?> value = Optional.ofNullable(content.read(in));
    in.leave();
    return value;
  }

  @Override
  public int hash(Optional<?> value) {
    return codecs.hash(value.orElse(null));
  }

  @Override
  public boolean equal(Optional<?> left, Optional<?> right) {
    return codecs.equal(left.orElse(null), right.orElse(null));
  }

  @Override
  Immutability immutability() {
    return Immutability.BY_PARTS;
  }

  @Override
  public boolean isImmutable(Optional<?> value) {
    return codecs.isImmutable(value.orElse(null));
  }

  @Override
  KeyProblem keyProblem(Optional<?> value) {
    return value == null ? null : codecs.keyProblemOfParts(this, value);
  }

  @Override
  void visitParts(Optional<?> value, PartVisitor visitor) {
    visitor.visit(".value", content.codec(), value.orElse(null));
  }

  @Override
  public long heapBytes(Optional<?> value) {
    return 16 + codecs.heapBytes(value.orElse(null));
  }
}
