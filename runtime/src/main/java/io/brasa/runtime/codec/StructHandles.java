package io.brasa.runtime.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Reads and sets the fields of a struct by method handles: ready at once, but slower than generated code. It has no lambdas of its own, which would cost a small job more than they are worth. */
final class StructHandles
    implements BiConsumer<Object, Encoder>,
        Function<Decoder, Object>,
        ToIntFunction<Object>,
        BiPredicate<Object, Object> {
  private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);
  private static final MethodType SETTER = MethodType.methodType(void.class, Object.class, Object.class);
  private static final MethodType OF_ARRAY = MethodType.methodType(Object.class, Object[].class);
  private static final MethodType OF_NOTHING = MethodType.methodType(Object.class);

  private final Codecs codecs;
  private final Part[] parts;
  private final MethodHandle[] getters;
  private final MethodHandle[] setters;
  private final MethodHandle constructor;
  private final boolean isRecord;

  StructHandles(Struct struct, Part[] parts, Lookup lookup, Codecs codecs) throws IllegalAccessException {
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

  StructForm form() {
    return new StructForm(this, this, this, this);
  }

  Object get(Object value, int index) {
    try {
      return (Object) getters[index].invokeExact(value);
    } catch (Throwable thrown) {
      throw unchecked(thrown);
    }
  }

  @Override
  public void accept(Object value, Encoder out) {
    for (int i = 0; i < parts.length; i++) {
      parts[i].write(get(value, i), out);
    }
  }

  @Override
  public Object apply(Decoder in) {
    Object[] values = new Object[parts.length];
    for (int i = 0; i < parts.length; i++) {
      values[i] = parts[i].read(in);
    }
    return make(values);
  }

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
  public int applyAsInt(Object value) {
    int hash = 0;
    for (int i = 0; i < parts.length; i++) {
      hash = 31 * hash + parts[i].hash(get(value, i), codecs);
    }
    return hash;
  }

  @Override
  public boolean test(Object left, Object right) {
    for (int i = 0; i < parts.length; i++) {
      if (!parts[i].equal(get(left, i), get(right, i), codecs)) {
        return false;
      }
    }
    return true;
  }

  /** What a user's accessor throws goes up as it is, wrapped only if it is checked. */
  private static RuntimeException unchecked(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException known ? known : new IllegalStateException(thrown);
  }
}
