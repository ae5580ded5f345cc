package io.brasa.runtime.codec;

import java.lang.reflect.Modifier;

/** Classes that are {@link CodedBy} a form of their own. */
final class FormCodec<T> extends ContentCodec<T> {
  private final ValueForm<T> form;

  private FormCodec(Class<T> type, ValueForm<T> form) {
    super(type);
    this.form = form;
  }

  /** Fails with {@code CODEC_UNSUPPORTED} when the form cannot be made. */
  @SuppressWarnings("unchecked")
  static <T> Codec<T> of(Class<T> type, CodedBy coded, Linker linker) {
    if (!Modifier.isFinal(type.getModifiers()))
      throw CodecErrors.unsupported(linker.path() + " (which is not final)", type);
    try {
      return new FormCodec<>(type, (ValueForm<T>) coded.value().getConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw CodecErrors.unsupported(
          linker.path() + " (whose form cannot be made: " + e + ")", type);
    }
  }

  @Override
  public void encode(T value, Encoder out) {
    form.encode(value, out);
  }

  @Override
  public T decode(Decoder in) {
    return form.decode(in);
  }

  @Override
  public int hash(T value) {
    return form.hash(value);
  }

  @Override
  public boolean equal(T left, T right) {
    return form.equal(left, right);
  }

  @Override
  Immutability immutability() {
    return form.isImmutable() ? Immutability.ALWAYS : Immutability.NEVER;
  }

  @Override
  KeyProblem keyProblem(T value) {
    return KeyProblem.identity(type());
  }

  @Override
  public long heapBytes(T value) {
    return form.heapBytes(value);
  }
}
