package io.brasa.core.closure;

import java.io.InvalidObjectException;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import sun.reflect.ReflectionFactory;

/**
 * Stands in a stream for an object that is reduced. It holds no content, so that objects and
 * functions may refer to each other in circles; the content follows in a section of its own.
 *
 * @param isPart as in {@link Reduction}
 */
record Shell(int number, Class<?> type, boolean isPart) implements Serializable {
  /** An instance with empty fields. */
  Object instance() throws InvalidObjectException {
    try {
      return constructor().newInstance();
    } catch (InvocationTargetException e) {
      throw refusal(e.getCause());
    } catch (ReflectiveOperationException | LinkageError e) {
      throw refusal(e);
    }
  }

  private Constructor<?> constructor() throws ReflectiveOperationException {
    ReflectionFactory factory = ReflectionFactory.getReflectionFactory();
    return isPart
        ? factory.newConstructorForSerialization(type, Object.class.getDeclaredConstructor())
        : factory.newConstructorForSerialization(type);
  }

  private InvalidObjectException refusal(Throwable cause) {
    return new InvalidObjectException(
        "an instance of " + type.getName() + " cannot be made", cause);
  }
}
