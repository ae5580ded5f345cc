package io.brasa.runtime.codec;

import java.lang.reflect.InvocationHandler;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntBiFunction;
import java.util.function.ToIntFunction;

/**
 * The face of a generated class. It lives among the user's classes, where nothing of this package
 * but its public types is seen, so it offers its methods through interfaces of the JDK.
 */
final class StructCode extends StructForm {
  private final BiConsumer<Object, Object> encode;
  private final Function<Object, Object> decode;
  private final ToIntFunction<Object> hash;
  private final ToIntBiFunction<Object, Object> difference;
  private final Predicate<Object> isImmutable;
  private final BiFunction<Object, Object, Object> fill;
  private final InvocationHandler copy;
  private final int partCount;

  /**
   * @param generated an instance of what {@link StructGenerator} made
   */
  @SuppressWarnings("unchecked")
  StructCode(Object generated, int partCount) {
    this.encode = (BiConsumer<Object, Object>) generated;
    this.decode = (Function<Object, Object>) generated;
    this.hash = (ToIntFunction<Object>) generated;
    this.difference = (ToIntBiFunction<Object, Object>) generated;
    this.isImmutable = (Predicate<Object>) generated;
    this.fill = (BiFunction<Object, Object, Object>) generated;
    this.copy = (InvocationHandler) generated;
    this.partCount = partCount;
  }

  @Override
  void encode(Object value, Encoder out) {
    encode.accept(value, out);
  }

  @Override
  Object decode(Decoder in) {
    return decode.apply(in);
  }

  @Override
  int hash(Object value) {
    return hash.applyAsInt(value);
  }

  @Override
  boolean equal(Object left, Object right) {
    return difference.applyAsInt(left, right) == 0;
  }

  @Override
  Object copy(Object value) {
    try {
      return copy.invoke(value, null, null);
    } catch (RuntimeException | Error unchecked) {
      throw unchecked;
    } catch (Throwable thrown) {
      throw new IllegalStateException(thrown);
    }
  }

  @Override
  boolean isImmutable(Object value) {
    return isImmutable.test(value);
  }

  @Override
  Object[] references(Object value) {
    return (Object[]) fill.apply(value, new Object[partCount]);
  }
}
