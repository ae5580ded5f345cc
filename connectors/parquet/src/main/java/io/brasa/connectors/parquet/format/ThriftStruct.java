package io.brasa.connectors.parquet.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A structure of Thrift as values by field number. A value is a {@code Boolean}, {@code Byte},
 * {@code Short}, {@code Integer}, {@code Long}, {@code Double}, {@code byte[]}, {@code List} or
 * {@code ThriftStruct}; its class decides the type that is written. Not thread-safe.
 */
public final class ThriftStruct {
  private static final int FIELDS = 9;

  /** Structures of Parquet have about twenty fields. */
  static final int FIELD_MAX = 255;

  private Object[] values = new Object[FIELDS];

  /** Sets a field; null takes it away. */
  public ThriftStruct set(int field, Object value) {
    if (field >= values.length)
      values = Arrays.copyOf(values, Math.max(field + 1, 2 * values.length));
    values[field] = value;
    return this;
  }

  /** Sets a field to the UTF-8 bytes of a text. */
  public ThriftStruct set(int field, String text) {
    return set(field, text.getBytes(StandardCharsets.UTF_8));
  }

  int end() {
    return values.length;
  }

  Object value(int field) {
    return field < values.length ? values[field] : null;
  }

  public boolean has(int field) {
    return value(field) != null;
  }

  private <T> T typed(int field, Class<T> type) {
    Object value = value(field);
    if (value == null) throw new Damage(-1, "field " + field + " of a structure is missing");
    if (!type.isInstance(value))
      throw new Damage(-1, "field " + field + " of a structure has another type");
    return type.cast(value);
  }

  public long number(int field) {
    return typed(field, Number.class).longValue();
  }

  public long number(int field, long otherwise) {
    return has(field) ? number(field) : otherwise;
  }

  /** A number that is an {@code int}, not below zero. */
  public int count(int field) {
    long number = number(field);
    if (number < 0 || number > Integer.MAX_VALUE)
      throw new Damage(-1, "field " + field + " of a structure is " + number);
    return (int) number;
  }

  public boolean truth(int field, boolean otherwise) {
    return has(field) ? typed(field, Boolean.class) : otherwise;
  }

  public byte[] bytes(int field) {
    return typed(field, byte[].class);
  }

  public String text(int field) {
    return new String(bytes(field), StandardCharsets.UTF_8);
  }

  public ThriftStruct struct(int field) {
    return typed(field, ThriftStruct.class);
  }

  /** The elements of a list, none if it is missing. */
  public <T> List<T> list(int field, Class<T> type) {
    if (!has(field)) return List.of();
    List<?> list = typed(field, List.class);
    for (Object element : list) {
      if (!type.isInstance(element))
        throw new Damage(-1, "a list in field " + field + " has elements of another type");
    }
    @SuppressWarnings("unchecked")
    List<T> typed = (List<T>) list;
    return typed;
  }

  /** The number of the only field that is set, as in a union; zero if none is. */
  public int choice() {
    for (int i = 0; i < values.length; i++) if (values[i] != null) return i;
    return 0;
  }
}
