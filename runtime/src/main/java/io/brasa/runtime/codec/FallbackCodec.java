package io.brasa.runtime.codec;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Classes that offer nothing but {@link java.io.Serializable}: the number of bytes, then a stream
 * of Java serialisation.
 */
final class FallbackCodec<T> extends ContentCodec<T> {
  private final Codecs codecs;
  private final boolean hasOwnEquality;

  FallbackCodec(Class<T> type, Codecs codecs) {
    super(type);
    this.codecs = codecs;
    this.hasOwnEquality = Equality.overridesBoth(type);
  }

  @Override
  public void encode(T value, Encoder out) {
    out.writeByteArray(JavaFallback.write(value));
  }

  @Override
  public T decode(Decoder in) {
    Object value = JavaFallback.read(in.readByteArray(), codecs);
    if (!type().isInstance(value)) {
      throw CodecErrors.corrupt(
          "The value before byte " + in.position() + " is no " + type().getTypeName());
    }
    return type().cast(value);
  }

  /**
   * Collections are hashed by our rules even if their class is unknown: theirs ask enums for
   * identity hashes.
   */
  @Override
  public int hash(T value) {
    if (isContentByCodec()) {
      if (value instanceof List<?> list) {
        return SequenceCodec.hash(list, codecs);
      }
      if (value instanceof Set<?> set) {
        return SetCodec.hash(set, codecs);
      }
      if (value instanceof Map<?, ?> map) {
        return MapCodec.hash(map, codecs);
      }
    }
    return hasOwnEquality ? value.hashCode() : Arrays.hashCode(JavaFallback.write(value));
  }

  @Override
  public boolean equal(T left, T right) {
    if (isContentByCodec()) {
      if (left instanceof List<?> one && right instanceof List<?> other) {
        return SequenceCodec.equal(one, other, codecs);
      }
      if (left instanceof Set<?> one && right instanceof Set<?> other) {
        return SetCodec.equal(one, other, codecs);
      }
      if (left instanceof Map<?, ?> one && right instanceof Map<?, ?> other) {
        return MapCodec.equal(one, other, codecs);
      }
    }
    return hasOwnEquality
        ? left.equals(right)
        : Arrays.equals(JavaFallback.write(left), JavaFallback.write(right));
  }

  /** Whether hashCode is one of the JDK's: a user's own stays in force. */
  private boolean isContentByCodec() {
    return Equality.isFromJdk(type());
  }

  /**
   * Values of the JDK's own immutable classes could be shared, but nothing tells which they are.
   */
  @Override
  Immutability immutability() {
    return Immutability.NEVER;
  }

  @Override
  KeyProblem keyProblem(T value) {
    if (value == null || !hasOwnEquality) {
      return hasOwnEquality ? null : KeyProblem.identity(type());
    }
    return isContentByCodec() ? codecs.keyProblemOfParts(this, value) : null;
  }

  @Override
  void visitParts(T value, PartVisitor visitor) {
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (!visitor.visit(".key", null, entry.getKey())
            || !visitor.visit(".value", null, entry.getValue())) {
          return;
        }
      }
    } else if (value instanceof List<?> || value instanceof Set<?>) {
      for (Object element : (Iterable<?>) value) {
        if (!visitor.visit("[]", null, element)) {
          return;
        }
      }
    }
  }

  /** Objects take about twice their bytes. */
  @Override
  public long heapBytes(T value) {
    return 2L * JavaFallback.write(value).length;
  }
}
