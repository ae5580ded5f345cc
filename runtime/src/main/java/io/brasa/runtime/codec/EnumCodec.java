package io.brasa.runtime.codec;

/**
 * Constants of an enum, by name: their order may change, and their own hash differs in each JVM.
 * Their state is not copied.
 */
final class EnumCodec<E extends Enum<E>> extends ContentCodec<E> {
  /**
   * @param type the enum itself, not the class of a constant with a body
   */
  EnumCodec(Class<E> type) {
    super(type);
  }

  @Override
  public void encode(E value, Encoder out) {
    out.writeString(value.name());
  }

  @Override
  public E decode(Decoder in) {
    String name = in.readString();
    try {
      return Enum.valueOf(type(), name);
    } catch (IllegalArgumentException unknown) {
      throw CodecErrors.corrupt(
          "The enum " + type().getTypeName() + " has no constant " + name, unknown);
    }
  }

  @Override
  public int hash(E value) {
    return value.name().hashCode();
  }

  @Override
  public boolean equal(E left, E right) {
    return left == right;
  }

  @Override
  Immutability immutability() {
    return Immutability.ALWAYS;
  }

  @Override
  KeyProblem keyProblem(E value) {
    return null;
  }

  @Override
  boolean isAlwaysKey() {
    return true;
  }

  /** Constants are there anyway. */
  @Override
  public long heapBytes(E value) {
    return 0;
  }
}
