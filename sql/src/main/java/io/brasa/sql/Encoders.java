package io.brasa.sql;

import io.brasa.columnar.type.StructType;
import io.brasa.core.function.Pair;
import io.brasa.core.function.Quadruple;
import io.brasa.core.function.Triple;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.shape.Shape;
import io.brasa.sql.shape.Shapes;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;

/**
 * Says how values are rows where that is not known of itself. Rows can be records and beans, whose
 * parts are columns, and single values, which are one column named {@code value}. Parts can be
 * numbers and truths, primitive or boxed, {@code String}, {@code BigDecimal}, {@code BigInteger},
 * {@code byte[]}, {@code LocalDate}, {@code Instant}, {@code LocalDateTime}, {@code Duration},
 * {@code Period}, enums, arrays, {@code List}, {@code Set}, {@code Collection}, {@code Map}, {@code
 * Optional} of such, and records and beans again.
 */
public final class Encoders {
  private Encoders() {}

  /** Of a class. Fails with {@code TYPE_WITHOUT_COLUMNS}, naming the path to what has none. */
  public static <T> Encoder<T> of(Class<T> type) {
    return Encoder.of(Shapes.of(type));
  }

  /** Of a type with arguments. Fails as {@link #of(Class)}. */
  public static <T> Encoder<T> of(TypeOf<T> type) {
    return Encoder.of(Shapes.of(type.type()));
  }

  /** As {@link #of(Class)}. */
  public static <T> Encoder<T> bean(Class<T> type) {
    return of(type);
  }

  /** As {@link #of(Class)}. */
  public static <T> Encoder<T> product(Class<T> type) {
    return of(type);
  }

  /** Rows without a class of their own. */
  public static Encoder<Row> row(StructType schema) {
    return Encoder.of(new Shape.RowShape(Row.class, schema, RowForms.ROWS));
  }

  public static Encoder<Boolean> BOOLEAN() {
    return of(Boolean.class);
  }

  public static Encoder<Byte> BYTE() {
    return of(Byte.class);
  }

  public static Encoder<Short> SHORT() {
    return of(Short.class);
  }

  public static Encoder<Integer> INT() {
    return of(Integer.class);
  }

  public static Encoder<Long> LONG() {
    return of(Long.class);
  }

  public static Encoder<Float> FLOAT() {
    return of(Float.class);
  }

  public static Encoder<Double> DOUBLE() {
    return of(Double.class);
  }

  public static Encoder<String> STRING() {
    return of(String.class);
  }

  public static Encoder<byte[]> BINARY() {
    return of(byte[].class);
  }

  /** Of 38 digits, 18 of them behind the point. */
  public static Encoder<BigDecimal> DECIMAL() {
    return of(BigDecimal.class);
  }

  public static Encoder<LocalDate> LOCALDATE() {
    return of(LocalDate.class);
  }

  public static Encoder<Instant> INSTANT() {
    return of(Instant.class);
  }

  public static Encoder<LocalDateTime> LOCALDATETIME() {
    return of(LocalDateTime.class);
  }

  public static Encoder<Duration> DURATION() {
    return of(Duration.class);
  }

  public static Encoder<Period> PERIOD() {
    return of(Period.class);
  }

  /** Pairs of what these are of: columns {@code _1} and {@code _2}. */
  public static <A, B> Encoder<Pair<A, B>> tuple(Encoder<A> first, Encoder<B> second) {
    return tuple(Pair.class, first, second);
  }

  public static <A, B, C> Encoder<Triple<A, B, C>> tuple(
      Encoder<A> first, Encoder<B> second, Encoder<C> third) {
    return tuple(Triple.class, first, second, third);
  }

  public static <A, B, C, D> Encoder<Quadruple<A, B, C, D>> tuple(
      Encoder<A> first, Encoder<B> second, Encoder<C> third, Encoder<D> fourth) {
    return tuple(Quadruple.class, first, second, third, fourth);
  }

  private static <T> Encoder<T> tuple(Class<?> type, Encoder<?>... parts) {
    List<Shape.Member> members = new ArrayList<>();
    for (Encoder<?> part : parts) {
      part.requireColumns();
      members.add(new Shape.Member("_" + (members.size() + 1), part.shape()));
    }
    return Encoder.of(new Shape.StructShape(type, members));
  }

  /**
   * Of any class whose values can be stored: one column of bytes, which functions of the program's
   * see as values and nothing else looks into.
   */
  public static <T extends Serializable> Encoder<T> javaSerialization(Class<T> type) {
    return Encoder.of(new Shape.OpaqueShape(type));
  }

  /** Of a class that may have no columns: that is said when somebody asks for them. */
  static <T> Encoder<T> ofKnown(java.lang.reflect.Type type) {
    try {
      return Encoder.of(Shapes.of(type));
    } catch (EngineException e) {
      if (e.code() != SqlError.TYPE_WITHOUT_COLUMNS) throw e;
      Class<?> known = type instanceof Class<?> c ? c : Object.class;
      return Encoder.opaque(known, e);
    }
  }
}
