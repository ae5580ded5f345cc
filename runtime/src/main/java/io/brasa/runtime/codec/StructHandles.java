package io.brasa.runtime.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;

/**
 * Reads and sets the fields of a struct by method handles, for classes that let no generated code
 * in. Slower, and as correct.
 */
final class StructHandles extends StructForm {
  private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);
  private static final MethodType SETTER =
      MethodType.methodType(void.class, Object.class, Object.class);
  private static final MethodType OF_ARRAY = MethodType.methodType(Object.class, Object[].class);
  private static final MethodType OF_NOTHING = MethodType.methodType(Object.class);

  private final Codecs codecs;
  private final Part[] parts;
  private final MethodHandle[] getters;
  private final MethodHandle[] setters;
  private final MethodHandle constructor;
  private final boolean isRecord;

  private StructHandles(Struct struct, Part[] parts, Lookup lookup, Codecs codecs)
      throws IllegalAccessException {
    this.codecs = codecs;
    this.parts = parts;
    this.isRecord = struct.isRecord();
    this.getters = new MethodHandle[parts.length];
    this.setters = new MethodHandle[parts.length];
    for (int i = 0; i < parts.length; i++) {
      Struct.Member member = struct.members().get(i);
      getters[i] = lookup.unreflect(member.getter()).asType(GETTER);
      setters[i] = isRecord ? null : lookup.unreflect(member.setter()).asType(SETTER);
    }
    MethodHandle made = lookup.unreflectConstructor(struct.constructor());
    this.constructor =
        isRecord
            ? made.asSpreader(Object[].class, parts.length).asType(OF_ARRAY)
            : made.asType(OF_NOTHING);
  }

  static StructHandles of(Struct struct, Part[] parts, Lookup lookup, Codecs codecs) {
    try {
      return new StructHandles(struct, parts, lookup, codecs);
    } catch (IllegalAccessException closed) {
      throw CodecErrors.closedModule(CodecErrors.nameOf(struct.type()), struct.type(), closed);
    }
  }

  private Object get(Object value, int index) {
    try {
      return (Object) getters[index].invokeExact(value);
    } catch (Throwable thrown) {
      throw unchecked(thrown);
    }
  }

  /** The fields in their order, primitives boxed. */
  Object[] values(Object value) {
    Object[] values = new Object[parts.length];
    for (int i = 0; i < parts.length; i++) values[i] = get(value, i);
    return values;
  }

  @Override
  void encode(Object value, Encoder out) {
    for (int i = 0; i < parts.length; i++) {
      parts[i].write(get(value, i), out);
    }
  }

  @Override
  Object decode(Decoder in) {
    Object[] values = new Object[parts.length];
    for (int i = 0; i < parts.length; i++) {
      values[i] = parts[i].read(in);
    }
    return make(values);
  }

  /** Makes a value from its fields. */
  Object make(Object[] values) {
    try {
      if (isRecord) {
        return (Object) constructor.invokeExact(values);
      }
      Object bean = (Object) constructor.invokeExact();
      for (int i = 0; i < values.length; i++) {
        setters[i].invokeExact(bean, values[i]);
      }
      return bean;
    } catch (Throwable thrown) {
      throw unchecked(thrown);
    }
  }

  @Override
  int hash(Object value) {
    int hash = 0;
    for (int i = 0; i < parts.length; i++) {
      hash = 31 * hash + parts[i].hash(get(value, i), codecs);
    }
    return hash;
  }

  @Override
  boolean equal(Object left, Object right) {
    for (int i = 0; i < parts.length; i++) {
      if (!parts[i].equal(get(left, i), get(right, i), codecs)) {
        return false;
      }
    }
    return true;
  }

  @Override
  Object copy(Object value) {
    Object[] values = new Object[parts.length];
    for (int i = 0; i < parts.length; i++) {
      Object part = get(value, i);
      values[i] = parts[i].isReference() ? codecs.copy(part) : part;
    }
    return make(values);
  }

  @Override
  boolean isImmutable(Object value) {
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].isReference() && !parts[i].isImmutable(get(value, i), codecs)) {
        return false;
      }
    }
    return true;
  }

  @Override
  Object[] references(Object value) {
    Object[] references = new Object[parts.length];
    for (int i = 0; i < parts.length; i++) {
      references[i] = parts[i].isReference() ? get(value, i) : null;
    }
    return references;
  }

  /** What a user's accessor throws goes up as it is, wrapped only if it is checked. */
  private static RuntimeException unchecked(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException known ? known : new IllegalStateException(thrown);
  }
}
