package io.brasa.runtime.codec;

/**
 * One way of working on the fields of a struct: by generated code, or by method handles where a
 * class does not let it in.
 */
abstract sealed class StructForm permits StructCode, StructHandles {
  abstract void encode(Object value, Encoder out);

  abstract Object decode(Decoder in);

  abstract int hash(Object value);

  abstract boolean equal(Object left, Object right);

  /** Another one with copies of what can change. */
  abstract Object copy(Object value);

  /** Whether all parts of the value are immutable. */
  abstract boolean isImmutable(Object value);

  /** The fields in their order, primitives as null. */
  abstract Object[] references(Object value);
}
