package io.brasa.sql;

import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.shape.Shapes;
import io.brasa.sql.typed.Fold;
import java.io.Serializable;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;

/**
 * How the values of a group become one: each is added to a buffer, buffers of parts of the group
 * are merged, and the last is finished. Values come in any order. Buffers must have columns, since
 * they travel between tasks and to disk. The classes are found from the type arguments that a
 * subclass gives; where these are variables, {@link #bufferEncoder} and {@link #outputEncoder} say
 * them.
 *
 * @param <I> the class of the values
 * @param <B> the class of the buffers
 * @param <O> the class of the result
 */
public abstract class Aggregator<I, B, O> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A buffer that has seen nothing: a new one each time if buffers can be changed. */
  public abstract B zero();

  /** The buffer that has seen a value besides; may be the one given, changed. */
  public abstract B reduce(B buffer, I value);

  /** The buffer that has seen what both have; may be one of them, changed. */
  public abstract B merge(B one, B other);

  public abstract O finish(B buffer);

  /** Fails with {@code RESULT_TYPE_UNKNOWN} or {@code TYPE_WITHOUT_COLUMNS}. */
  public Encoder<B> bufferEncoder() {
    return encoder(1);
  }

  /** Fails as {@link #bufferEncoder}. */
  public Encoder<O> outputEncoder() {
    return encoder(2);
  }

  /** For plans and messages. */
  public String name() {
    String name = getClass().getSimpleName();
    return name.isEmpty() ? "aggregator" : name;
  }

  /** This aggregate of the values of a dataset, as a column of {@code agg} and {@code select}. */
  public TypedColumn<I, O> toColumn() {
    return TypedColumn.of(this);
  }

  final <T> Encoder<T> encoder(int argument) {
    Map<TypeVariable<?>, Type> bound = new HashMap<>();
    Type type = getClass();
    while (true) {
      if (type instanceof ParameterizedType p) {
        Class<?> raw = (Class<?>) p.getRawType();
        for (int i = 0; i < raw.getTypeParameters().length; i++) {
          Type given = p.getActualTypeArguments()[i];
          bound.put(
              raw.getTypeParameters()[i],
              given instanceof TypeVariable<?> v ? bound.getOrDefault(v, v) : given);
        }
        if (raw == Aggregator.class) break;
        type = raw.getGenericSuperclass();
      } else {
        type = ((Class<?>) type).getGenericSuperclass();
      }
    }
    Type found = bound.get(Aggregator.class.getTypeParameters()[argument]);
    if (found instanceof TypeVariable<?>)
      throw new EngineException(
          SqlError.RESULT_TYPE_UNKNOWN,
          "The aggregator "
              + getClass().getName()
              + " leaves "
              + found
              + " open in Aggregator<I, B, O>",
          "Extend it with classes, or override bufferEncoder and outputEncoder");
    return Encoder.of(Shapes.of(found));
  }

  /** The aggregator as plans have it. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  record Folding(Aggregator aggregator) implements Fold {
    @Override
    public String name() {
      return aggregator.name();
    }

    @Override
    public Object zero() {
      return aggregator.zero();
    }

    @Override
    public Object reduce(Object buffer, Object value) {
      return aggregator.reduce(buffer, value);
    }

    @Override
    public Object merge(Object one, Object other) {
      return aggregator.merge(one, other);
    }

    @Override
    public Object finish(Object buffer) {
      return aggregator.finish(buffer);
    }

    @Override
    public ClassLoader loader() {
      return aggregator.getClass().getClassLoader();
    }
  }
}
