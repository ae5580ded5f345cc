package io.brasa.runtime.codec;

/** Types of which only the value tells the class: Object, interfaces, abstract classes. */
final class OpenCodec<T> extends ContentCodec<T> {
  private final Codecs codecs;

  OpenCodec(Class<T> type, Codecs codecs) {
    super(type);
    this.codecs = codecs;
  }

  @Override
  public void encode(T value, Encoder out) {
    codecOf(value);
    out.writeValue(value);
  }

  @Override
  public T decode(Decoder in) {
    Object value = in.readValue();
    if (!type().isInstance(value)) {
      throw CodecErrors.corrupt(
          "The value before byte " + in.position() + " is no " + type().getTypeName());
    }
    return type().cast(value);
  }

  /** An Object that is nothing more than that has no content. */
  private ContentCodec<Object> codecOf(Object value) {
    if (value.getClass() == Object.class) {
      throw CodecErrors.unsupported("A value", Object.class);
    }
    return codecs.find(value.getClass()).ofObject();
  }

  @Override
  public int hash(T value) {
    return codecOf(value).hash(value);
  }

  @Override
  public boolean equal(T left, T right) {
    codecOf(left);
    return codecs.equal(left, right);
  }

  @Override
  Immutability immutability() {
    return Immutability.BY_PARTS;
  }

  @Override
  public boolean isImmutable(T value) {
    return value.getClass() != Object.class && codecOf(value).isImmutable(value);
  }

  @Override
  KeyProblem keyProblem(T value) {
    if (value == null) {
      return null;
    }
    return value.getClass() == Object.class
        ? KeyProblem.identity(Object.class)
        : codecOf(value).keyProblem(value);
  }

  @Override
  public long heapBytes(T value) {
    return value.getClass() == Object.class ? 16 : codecOf(value).heapBytes(value);
  }
}
