package io.brasa.runtime.codec;

/**
 * Codecs of immutable values without parts, whose own equals and hashCode are by content and alike
 * in every JVM.
 */
abstract class ScalarCodec<T> extends ContentCodec<T> {
  private final int heapBytes;

  /**
   * @param heapBytes what a typical value holds
   */
  ScalarCodec(Class<T> type, int builtInIndex, int heapBytes) {
    super(type, builtInIndex);
    this.heapBytes = heapBytes;
  }

  @Override
  public int hash(T value) {
    return value.hashCode();
  }

  @Override
  public boolean equal(T left, T right) {
    return left.equals(right);
  }

  @Override
  Immutability immutability() {
    return Immutability.ALWAYS;
  }

  @Override
  KeyProblem keyProblem(T value) {
    return null;
  }

  @Override
  boolean isAlwaysKey() {
    return true;
  }

  @Override
  public long heapBytes(T value) {
    return heapBytes;
  }
}
