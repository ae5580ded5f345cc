package io.brasa.sql.cast;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.ArrayVector;
import io.brasa.columnar.vector.BytesVector;
import io.brasa.columnar.vector.ConstantVector;
import io.brasa.columnar.vector.MapVector;
import io.brasa.columnar.vector.StructVector;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.columnar.vector.Vectors;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Cast;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.Kernel;
import io.brasa.sql.kernel.PerRow;
import io.brasa.sql.variant.VariantBuilder;
import io.brasa.sql.variant.VariantText;
import io.brasa.sql.variant.VariantValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Casts from and to VARIANT. What a variant holds is cast as a value of the type that it has; a
 * variant of null is null.
 */
public final class VariantCasts {
  private VariantCasts() {}

  static boolean isPossible(DataType from, DataType to) {
    if (to == AtomicType.VARIANT) return isTaken(from, false);
    return switch (to) {
      case AtomicType atomic -> atomic != AtomicType.NULL && atomic != AtomicType.INTERVAL;
      case DecimalType _ -> true;
      case ArrayType array -> isPossible(AtomicType.VARIANT, array.elementType());
      case MapType map ->
          map.keyType() == AtomicType.STRING && isPossible(AtomicType.VARIANT, map.valueType());
      case StructType struct ->
          struct.fields().stream().allMatch(f -> isPossible(AtomicType.VARIANT, f.dataType()));
      default -> false;
    };
  }

  /**
   * Whether values of a type become variants.
   *
   * @param withNames whether structs and maps of names do, as objects
   */
  public static boolean isTaken(DataType from, boolean withNames) {
    return switch (from) {
      case AtomicType atomic -> atomic != AtomicType.INTERVAL;
      case DecimalType _ -> true;
      case ArrayType array -> isTaken(array.elementType(), withNames);
      case MapType map ->
          withNames && map.keyType() == AtomicType.STRING && isTaken(map.valueType(), true);
      case StructType struct ->
          withNames && struct.fields().stream().allMatch(f -> isTaken(f.dataType(), true));
      default -> false;
    };
  }

  static Kernel kernel(DataType from, DataType to, Cast.Mode mode, EvaluationSettings settings) {
    boolean isTry = mode == Cast.Mode.TRY || !settings.isAnsi();
    if (to == AtomicType.VARIANT) {
      VariantBuilder builder = new VariantBuilder();
      return PerRow.STRICT.bytes(
          to,
          (a, out) -> {
            append(builder, a.column(0).flat(), a.place(0));
            out.write(builder.build());
          });
    }
    return PerRow.STRICT.values(
        to,
        (a, out) -> {
          Object value = null;
          try {
            value = value(VariantValue.of(a.bytes(0), a.start(0), a.end(0)), to, settings);
          } catch (EngineException e) {
            if (!isTry) throw e;
          }
          Values.append(out, value);
        });
  }

  // ---- to variants

  /** Appends the value of a row as a variant. */
  public static void append(VariantBuilder builder, Vector vector, int row) {
    if (vector.isNullAt(row)) {
      builder.appendNull();
      return;
    }
    switch (Vectors.flat(vector)) {
      case BytesVector v when v.type() == AtomicType.VARIANT ->
          builder.append(VariantValue.at(v, row));
      case ArrayVector v -> {
        int start = builder.place();
        List<Integer> places = new ArrayList<>();
        for (int i = v.offsets()[row]; i < v.offsets()[row + 1]; i++) {
          places.add(builder.place());
          append(builder, v.elements(), i);
        }
        builder.endArray(start, places);
      }
      case StructVector v -> {
        int start = builder.place();
        List<Integer> places = new ArrayList<>();
        for (Vector field : v.fields()) {
          places.add(builder.place());
          append(builder, field, row);
        }
        builder.endObject(start, ((StructType) v.type()).fieldNames(), places);
      }
      case MapVector v -> {
        int start = builder.place();
        List<Integer> places = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = v.offsets()[row]; i < v.offsets()[row + 1]; i++) {
          names.add((String) Values.get(v.keys(), i));
          places.add(builder.place());
          append(builder, v.values(), i);
        }
        builder.endObject(start, names, places);
      }
      default -> append(builder, Values.get(vector, row));
    }
  }

  private static void append(VariantBuilder builder, Object value) {
    switch (value) {
      case Boolean truth -> builder.append(truth.booleanValue());
      case Float real -> builder.append(real.floatValue());
      case Double real -> builder.append(real.doubleValue());
      case BigDecimal decimal -> builder.append(decimal);
      case String text -> builder.append(text);
      case byte[] bytes -> builder.appendBinary(bytes);
      case LocalDate date -> builder.appendDate((int) date.toEpochDay());
      case Instant instant ->
          builder.appendTimestamp(ChronoUnit.MICROS.between(Instant.EPOCH, instant), false);
      case LocalDateTime time ->
          builder.appendTimestamp(
              ChronoUnit.MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), time), true);
      default -> builder.append(((Number) value).longValue());
    }
  }

  // ---- from variants

  /** A variant as a value of a type; fails with {@code CAST_INVALID_INPUT} if it is none. */
  public static Object value(VariantValue variant, DataType to, EvaluationSettings settings) {
    if (to == AtomicType.VARIANT) {
      VariantBuilder builder = new VariantBuilder();
      builder.append(variant);
      return builder.build();
    }
    return switch (variant.kind()) {
      case NULL -> null;
      case OBJECT -> object(variant, to, settings);
      case ARRAY -> array(variant, to, settings);
      case BOOLEAN -> cast(variant, variant.truth(), AtomicType.BOOLEAN, to, settings);
      case LONG -> cast(variant, variant.whole(), AtomicType.LONG, to, settings);
      case DOUBLE -> cast(variant, variant.real(), AtomicType.DOUBLE, to, settings);
      case FLOAT -> cast(variant, (float) variant.real(), AtomicType.FLOAT, to, settings);
      case DECIMAL -> {
        BigDecimal decimal = variant.decimal();
        int precision = Math.max(decimal.precision(), decimal.scale());
        DataType type = new DecimalType(precision, decimal.scale());
        yield to == AtomicType.STRING
            ? decimal.stripTrailingZeros().toPlainString()
            : cast(variant, decimal, type, to, settings);
      }
      case DATE ->
          cast(variant, LocalDate.ofEpochDay(variant.whole()), AtomicType.DATE, to, settings);
      case TIMESTAMP ->
          cast(
              variant,
              Instant.EPOCH.plus(variant.whole(), ChronoUnit.MICROS),
              AtomicType.TIMESTAMP,
              to,
              settings);
      case TIMESTAMP_NTZ ->
          cast(
              variant,
              LocalDateTime.of(1970, 1, 1, 0, 0).plus(variant.whole(), ChronoUnit.MICROS),
              AtomicType.TIMESTAMP_NTZ,
              to,
              settings);
      case BINARY -> cast(variant, variant.raw(), AtomicType.BINARY, to, settings);
      case STRING -> cast(variant, variant.text(), AtomicType.STRING, to, settings);
      case UUID -> cast(variant, variant.uuid().toString(), AtomicType.STRING, to, settings);
    };
  }

  private static Object cast(
      VariantValue variant, Object value, DataType from, DataType to, EvaluationSettings settings) {
    if (from.equals(to)) return value;
    if (!Casts.isPossible(from, to)) throw refused(variant, to);
    VectorBuilder one = VectorBuilder.of(from, 1);
    Values.append(one, value);
    Vector[] argument = {new ConstantVector(one.build(), 1)};
    try {
      Kernel kernel = Casts.kernel(from, to, Cast.Mode.ANSI, settings);
      return Values.get(kernel.apply(argument, 1, null), 0);
    } catch (EngineException e) {
      throw refused(variant, to);
    }
  }

  private static EngineException refused(VariantValue variant, DataType to) {
    return Failures.cast(VariantText.json(variant), "VARIANT", to.sql());
  }

  private static Object array(VariantValue variant, DataType to, EvaluationSettings settings) {
    if (to == AtomicType.STRING) return VariantText.json(variant, settings.zone());
    if (!(to instanceof ArrayType array)) throw refused(variant, to);
    List<Object> elements = new ArrayList<>();
    for (int i = 0; i < variant.count(); i++)
      elements.add(value(variant.element(i), array.elementType(), settings));
    return elements;
  }

  private static Object object(VariantValue variant, DataType to, EvaluationSettings settings) {
    if (to == AtomicType.STRING) return VariantText.json(variant, settings.zone());
    if (to instanceof MapType map && map.keyType() == AtomicType.STRING) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      for (int i = 0; i < variant.count(); i++)
        entries.put(variant.name(i), value(variant.element(i), map.valueType(), settings));
      return entries;
    }
    if (!(to instanceof StructType struct)) throw refused(variant, to);
    List<Object> fields = new ArrayList<>();
    for (StructField field : struct.fields()) {
      VariantValue found = variant.field(field.name());
      fields.add(found == null ? null : value(found, field.dataType(), settings));
    }
    return fields;
  }
}
