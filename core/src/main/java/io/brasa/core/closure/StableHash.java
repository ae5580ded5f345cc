package io.brasa.core.closure;

import io.brasa.core.closure.bytecode.ClassFiles;
import io.brasa.core.closure.bytecode.GeneratedHash;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Hash codes that are equal in every process. Where the JDK's do not depend on identities these are
 * the same numbers, by the same formulas. Public because {@code hashCode} methods of shipped
 * classes are rewritten to call it; programs have no need to.
 */
public final class StableHash {
  /** What is known of record classes; holds nothing but their shape. */
  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return Shape.of(type);
        }
      };

  private StableHash() {}

  /**
   * As {@code Objects.hashCode}: enums by name, classes by name, collections, arrays and records by
   * content.
   */
  public static int hash(Object value) {
    return switch (value) {
      case null -> 0;
      case String text -> text.hashCode();
      case Number number -> number.hashCode();
      case Enum<?> constant -> constant.name().hashCode();
      case Class<?> type -> type.getName().hashCode();
      case Record record ->
          SHAPES.get(record.getClass()).isOwn() ? record.hashCode() : hashRecord(record);
      case Optional<?> optional -> hash(optional.orElse(null));
      case List<?> list -> hashList(list);
      case Set<?> set -> hashSet(set);
      case Map<?, ?> map -> hashMap(map);
      case Map.Entry<?, ?> entry -> hash(entry.getKey()) ^ hash(entry.getValue());
      default -> value.getClass().isArray() ? hashArray(value) : value.hashCode();
    };
  }

  /** As {@code Objects.hash} and {@code Arrays.hashCode}. */
  public static int hashAll(Object[] values) {
    if (values == null) return 0;
    int result = 1;
    for (Object value : values) result = 31 * result + hash(value);
    return result;
  }

  /** As {@code Arrays.deepHashCode}; arrays always count by content here. */
  public static int hashDeep(Object[] values) {
    return hashAll(values);
  }

  /** As the generated {@code hashCode} of a record. */
  public static int hashRecord(Object record) {
    int result = 0;
    for (Field field : SHAPES.get(record.getClass()).fields())
      result = 31 * result + hash(value(field, record));
    return result;
  }

  private static Object value(Field field, Object record) {
    try {
      return field.get(record);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("the field " + field + " was made accessible", e);
    }
  }

  private static int hashList(List<?> list) {
    int result = 1;
    for (Object value : list) result = 31 * result + hash(value);
    return result;
  }

  private static int hashSet(Set<?> set) {
    int result = 0;
    for (Object value : set) result += hash(value);
    return result;
  }

  private static int hashMap(Map<?, ?> map) {
    int result = 0;
    for (Map.Entry<?, ?> entry : map.entrySet())
      result += hash(entry.getKey()) ^ hash(entry.getValue());
    return result;
  }

  private static int hashArray(Object array) {
    if (array instanceof Object[] values) return hashAll(values);
    int result = 1;
    for (int i = 0; i < Array.getLength(array); i++)
      result = 31 * result + Array.get(array, i).hashCode();
    return result;
  }

  /**
   * @param isOwn whether the record class says itself how it hashes; a shipped class does so
   *     always, having been rewritten
   */
  private record Shape(boolean isOwn, List<Field> fields) {
    static Shape of(Class<?> type) {
      List<Field> fields = new ArrayList<>();
      for (Field field : type.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers())) continue;
        field.setAccessible(true);
        fields.add(field);
      }
      boolean isOwn =
          type.getClassLoader() instanceof ShippedClassLoader
              || !ClassFiles.bytes(type).map(GeneratedHash::isIn).orElse(false);
      return new Shape(isOwn, List.copyOf(fields));
    }
  }
}
