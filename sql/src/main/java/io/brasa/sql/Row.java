package io.brasa.sql;

import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * A row of a table: values by place, and by name if its schema is known. Values are what {@link
 * io.brasa.columnar.vector.Values} gives, with rows for structs. Rows are equal when their values
 * are. Immutable.
 */
public final class Row implements Serializable {
  private static final long serialVersionUID = 1L;

  private final List<Object> values;
  private final StructType schema;

  private Row(List<Object> values, StructType schema) {
    this.values = Collections.unmodifiableList(values);
    this.schema = schema;
  }

  /** A row without names. */
  public static Row of(Object... values) {
    return new Row(new ArrayList<>(Arrays.asList(values)), null);
  }

  static Row of(StructType schema, List<Object> values) {
    return new Row(values, schema);
  }

  public int size() {
    return values.size();
  }

  public int length() {
    return values.size();
  }

  /** The schema; null if none is known, as in Spark. */
  public StructType schema() {
    return schema;
  }

  /** The value at a place, or null. */
  public Object get(int i) {
    return values.get(i);
  }

  public boolean isNullAt(int i) {
    return values.get(i) == null;
  }

  public boolean anyNull() {
    return values.stream().anyMatch(Objects::isNull);
  }

  /** The value at a place, as what the caller expects. */
  @SuppressWarnings("unchecked")
  public <T> T getAs(int i) {
    return (T) values.get(i);
  }

  /** The value of a field. Fails with {@code COLUMN_NOT_FOUND}. */
  @SuppressWarnings("unchecked")
  public <T> T getAs(String field) {
    return (T) values.get(fieldIndex(field));
  }

  /** The place of a field. Fails with {@code COLUMN_NOT_FOUND}. */
  public int fieldIndex(String name) {
    List<String> names =
        schema == null ? List.of() : schema.fields().stream().map(StructField::name).toList();
    int index = names.indexOf(name);
    if (index >= 0) return index;
    throw new EngineException(
        SqlError.COLUMN_NOT_FOUND,
        "The row has no field '" + name + "'; it has " + names,
        "Use one of these names, or the place");
  }

  public boolean getBoolean(int i) {
    return (Boolean) present(i);
  }

  public byte getByte(int i) {
    return (Byte) present(i);
  }

  public short getShort(int i) {
    return (Short) present(i);
  }

  public int getInt(int i) {
    return (Integer) present(i);
  }

  public long getLong(int i) {
    return (Long) present(i);
  }

  public float getFloat(int i) {
    return (Float) present(i);
  }

  public double getDouble(int i) {
    return (Double) present(i);
  }

  public String getString(int i) {
    return (String) values.get(i);
  }

  public BigDecimal getDecimal(int i) {
    return (BigDecimal) values.get(i);
  }

  public LocalDate getLocalDate(int i) {
    return (LocalDate) values.get(i);
  }

  public Instant getInstant(int i) {
    return (Instant) values.get(i);
  }

  @SuppressWarnings("unchecked")
  public <T> List<T> getList(int i) {
    return (List<T>) values.get(i);
  }

  @SuppressWarnings("unchecked")
  public <K, V> Map<K, V> getJavaMap(int i) {
    return (Map<K, V>) values.get(i);
  }

  public Row getStruct(int i) {
    return (Row) values.get(i);
  }

  private Object present(int i) {
    Object value = values.get(i);
    if (value == null) throw new NullPointerException("the value at " + i + " is null");
    return value;
  }

  /** The values, not to be changed. */
  public List<Object> toList() {
    return values;
  }

  public String mkString() {
    return mkString("");
  }

  public String mkString(String separator) {
    return mkString("", separator, "");
  }

  public String mkString(String start, String separator, String end) {
    StringJoiner text = new StringJoiner(separator, start, end);
    for (Object value : values) text.add(String.valueOf(value));
    return text.toString();
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Row row) || row.size() != size()) return false;
    for (int i = 0; i < size(); i++)
      if (!Objects.deepEquals(values.get(i), row.values.get(i))) return false;
    return true;
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(values.toArray());
  }

  @Override
  public String toString() {
    return mkString("[", ",", "]");
  }
}
