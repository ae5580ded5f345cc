package io.brasa.sql;

import io.brasa.core.function.FlatMapFunction2;
import io.brasa.core.function.Function2;
import io.brasa.sql.typed.Fold;
import java.util.Iterator;
import java.util.Optional;

/** Functions of groups as the engine calls them. */
final class GroupFunctions {
  private GroupFunctions() {}

  /** One value for each group. */
  record One(Function2<Object, Iterator<Object>, Object> function)
      implements FlatMapFunction2<Object, Iterator<Object>, Object> {
    @Override
    public Iterator<Object> call(Object key, Iterator<Object> values) throws Exception {
      Object made = function.call(key, values);
      return new Iterator<>() {
        private boolean isDrawn;

        @Override
        public boolean hasNext() {
          return !isDrawn;
        }

        @Override
        public Object next() {
          isDrawn = true;
          return made;
        }
      };
    }
  }

  /** Two values become one; buffers are empty before the first. */
  record Reducing(Function2<Object, Object, Object> function) implements Fold {
    @Override
    public String name() {
      return "reduce";
    }

    @Override
    public Object zero() {
      return Optional.empty();
    }

    @Override
    public Object reduce(Object buffer, Object value) {
      Optional<?> before = (Optional<?>) buffer;
      return before.isEmpty()
          ? Optional.ofNullable(value)
          : Optional.ofNullable(both(before, value));
    }

    private Object both(Optional<?> before, Object value) {
      try {
        return function.call(before.get(), value);
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public Object merge(Object one, Object other) {
      Optional<?> second = (Optional<?>) other;
      return second.isEmpty() ? one : reduce(one, second.get());
    }

    @Override
    public Object finish(Object buffer) {
      return ((Optional<?>) buffer).orElse(null);
    }

    @Override
    public ClassLoader loader() {
      return function.getClass().getClassLoader();
    }
  }
}
