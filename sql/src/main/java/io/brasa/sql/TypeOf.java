package io.brasa.sql;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/**
 * A type with its arguments, which a class alone does not have: {@code new TypeOf<Pair<String,
 * Long>>() {}}. See {@link Encoders#of(TypeOf)}.
 *
 * @param <T> the type
 */
public abstract class TypeOf<T> {
  private final Type type;

  /** For an anonymous class that says what T is. */
  protected TypeOf() {
    if (!(getClass().getGenericSuperclass() instanceof ParameterizedType self))
      throw new IllegalStateException("write new TypeOf<…>() {} with the type between the angles");
    this.type = self.getActualTypeArguments()[0];
  }

  final Type type() {
    return type;
  }
}
