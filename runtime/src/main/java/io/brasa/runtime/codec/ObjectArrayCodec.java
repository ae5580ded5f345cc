package io.brasa.runtime.codec;

import java.lang.reflect.Array;
import java.util.Arrays;

/**
 * Arrays of references, also of arrays: their length, then each element as its declared type
 * allows.
 */
final class ObjectArrayCodec<T> extends ContentCodec<T[]> {
  private final Codecs codecs;
  private Part element;

  ObjectArrayCodec(Class<T[]> type, int builtInIndex, Codecs codecs) {
    super(type, builtInIndex);
    this.codecs = codecs;
  }

  /** Of arrays whose declaration says more about the elements than their class does. */
  ObjectArrayCodec(Class<T[]> type, Part element, Codecs codecs) {
    this(type, 0, codecs);
    this.element = element;
  }

  @Override
  void link(Linker linker) {
    element = linker.part("[]", type().getComponentType());
  }

  @Override
  public void encode(T[] value, Encoder out) {
    out.enter(type());
    out.writeCount(value.length);
    for (T item : value) {
      element.write(item, out);
    }
    out.leave();
  }

  @Override
  @SuppressWarnings("unchecked")
  public T[] decode(Decoder in) {
    in.enter();
    int length = in.readCount(1);
    T[] result = (T[]) Array.newInstance(type().getComponentType(), Decoder.believed(length));
    for (int i = 0; i < length; i++) {
      if (i == result.length) {
        result = Arrays.copyOf(result, PrimitiveArrayCodec.grown(i, length));
      }
      result[i] = (T) element.read(in);
    }
    in.leave();
    return result;
  }

  @Override
  @SuppressWarnings("unchecked")
  public T[] copy(T[] value, Codecs codecs) {
    T[] result = value.clone();
    try {
      for (int i = 0; i < result.length; i++) {
        result[i] = (T) codecs.copy(result[i]);
      }
    } catch (StackOverflowError failure) {
      throw CodecErrors.stackExhausted(type(), failure);
    }
    return result;
  }

  @Override
  public int hash(T[] value) {
    int hash = 1;
    for (T item : value) {
      hash = 31 * hash + codecs.hash(item);
    }
    return hash;
  }

  @Override
  public boolean equal(T[] left, T[] right) {
    if (left.length != right.length) {
      return false;
    }
    for (int i = 0; i < left.length; i++) {
      if (!codecs.equal(left[i], right[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  Immutability immutability() {
    return Immutability.NEVER;
  }

  @Override
  KeyProblem keyProblem(T[] value) {
    return KeyProblem.array(type());
  }

  @Override
  void visitParts(T[] value, PartVisitor visitor) {
    for (T item : value) {
      if (!visitor.visit("[]", element.codec(), item)) {
        return;
      }
    }
  }

  @Override
  public long heapBytes(T[] value) {
    return HeapEstimate.ofElements(
        16 + 4L * value.length, value.length, Arrays.asList(value), codecs);
  }
}
