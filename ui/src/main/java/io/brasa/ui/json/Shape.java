package io.brasa.ui.json;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Optional;

/** The components of a class of records, by name. Immutable. */
public final class Shape {
  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return new Shape(type);
        }
      };

  private final String[] names;
  private final Method[] accessors;

  private Shape(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    names = new String[components.length];
    accessors = new Method[components.length];
    for (int i = 0; i < components.length; i++) {
      names[i] = components[i].getName();
      accessors[i] = components[i].getAccessor();
      accessors[i].setAccessible(true);
    }
  }

  /** Of a class of records. */
  public static Shape of(Class<? extends Record> type) {
    return SHAPES.get(type);
  }

  int count() {
    return names.length;
  }

  String name(int index) {
    return names[index];
  }

  Object value(int index, Record record) {
    try {
      return accessors[index].invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("The component " + names[index] + " cannot be read", e);
    }
  }

  /**
   * What a path of names with dots between them leads to, such as {@code tasks.failed}; nothing
   * behind an {@code Optional} that is empty. Fails with {@code IllegalArgumentException} if there
   * is no such component.
   */
  public static Optional<Object> at(Record record, String path) {
    Object value = record;
    for (String name : path.split("\\.", -1)) {
      if (value instanceof Optional<?> optional) {
        if (optional.isEmpty()) return Optional.empty();
        value = optional.get();
      }
      if (!(value instanceof Record part)) throw unknown(path);
      value = of(part.getClass()).named(name, part, path);
    }
    return value instanceof Optional<?> optional ? optional.map(each -> each) : Optional.of(value);
  }

  private Object named(String name, Record record, String path) {
    for (int i = 0; i < names.length; i++) if (names[i].equals(name)) return value(i, record);
    throw unknown(path);
  }

  private static IllegalArgumentException unknown(String path) {
    return new IllegalArgumentException("There is no '" + path + "' to be sorted by");
  }
}
