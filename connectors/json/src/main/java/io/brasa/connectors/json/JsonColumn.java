package io.brasa.connectors.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.brasa.columnar.text.NumberText;
import io.brasa.columnar.text.TimeText;
import io.brasa.columnar.text.Utf8;
import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.type.TimeType;
import io.brasa.columnar.vector.ArrayBuilder;
import io.brasa.columnar.vector.ByteBuilder;
import io.brasa.columnar.vector.BytesBuilder;
import io.brasa.columnar.vector.DoubleBuilder;
import io.brasa.columnar.vector.FloatBuilder;
import io.brasa.columnar.vector.IntBuilder;
import io.brasa.columnar.vector.LongBuilder;
import io.brasa.columnar.vector.MapBuilder;
import io.brasa.columnar.vector.ShortBuilder;
import io.brasa.columnar.vector.StructBuilder;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.columnar.vector.WideBuilder;
import java.util.Base64;

/**
 * Appends values of one type to a builder. A value of another kind becomes null and is told to
 * {@link Problems}; within a struct, array or map this happens to the innermost value alone.
 */
abstract class JsonColumn {
  final String name;
  final DataType type;
  final VectorBuilder builder;
  private final Problems problems;

  /** What does not fit in the record at hand. */
  static final class Problems {
    /** Of the first value that does not fit; null if all do. */
    String first;
  }

  JsonColumn(String name, DataType type, VectorBuilder builder, Problems problems) {
    this.name = name;
    this.type = type;
    this.builder = builder;
    this.problems = problems;
  }

  /** Whether values of a type have a form in JSON. */
  static boolean isServed(DataType type) {
    return switch (type) {
      case AtomicType atomic ->
          atomic != AtomicType.NULL
              && atomic != AtomicType.VARIANT
              && atomic != AtomicType.INTERVAL;
      case DecimalType _, TimeType _ -> true;
      case ArrayType array -> isServed(array.elementType());
      case MapType map -> map.keyType() == AtomicType.STRING && isServed(map.valueType());
      case StructType struct -> struct.fields().stream().allMatch(f -> isServed(f.dataType()));
      default -> false;
    };
  }

  static JsonColumn of(String name, VectorBuilder builder, TimeText times, Problems problems) {
    return switch (builder) {
      case StructBuilder b -> new Structs(name, b, times, problems);
      case ArrayBuilder b -> new Arrays(name, b, times, problems);
      case MapBuilder b -> new Maps(name, b, times, problems);
      case BytesBuilder b -> new Texts(name, b, problems);
      case DoubleBuilder _, FloatBuilder _ -> new Fractions(name, builder, problems);
      case WideBuilder _ -> new Decimals(name, builder, problems);
      case LongBuilder _ when builder.type() instanceof DecimalType ->
          new Decimals(name, builder, problems);
      case LongBuilder _ when builder.type() instanceof TimeType ->
          new Times(name, builder, times, problems);
      default ->
          switch (builder.type()) {
            case AtomicType.BOOLEAN -> new Booleans(name, builder, problems);
            case AtomicType.DATE, AtomicType.TIMESTAMP, AtomicType.TIMESTAMP_NTZ ->
                new Times(name, builder, times, problems);
            default -> new Wholes(name, builder, problems);
          };
    };
  }

  /** Appends the value that begins here, or null. */
  final void value(JsonText in) {
    if (in.isNull()) {
      in.literal("null");
      builder.appendNull();
      return;
    }
    int start = in.at;
    int length = builder.length();
    int depth = in.depth;
    if (read(in)) return;
    in.depth = depth;
    builder.truncate(length);
    builder.appendNull();
    in.at = start;
    in.skipValue();
    if (problems.first == null)
      problems.first =
          "field "
              + name
              + " is of type "
              + type
              + ", and the value is "
              + new String(in.bytes, start, Math.min(in.at - start, 60), UTF_8);
  }

  /** Appends the value that begins here; false if it is of another kind. */
  abstract boolean read(JsonText in);

  private static final class Structs extends JsonColumn {
    private final JsonFields fields;
    private final StructBuilder rows;

    Structs(String name, StructBuilder builder, TimeText times, Problems problems) {
      super(name, builder.type(), builder, problems);
      rows = builder;
      StructType type = (StructType) builder.type();
      JsonColumn[] columns = new JsonColumn[type.size()];
      for (int i = 0; i < columns.length; i++)
        columns[i] = of(name + "." + type.field(i).name(), builder.field(i), times, problems);
      fields = new JsonFields(type.fieldNames(), columns);
    }

    @Override
    boolean read(JsonText in) {
      if (in.peek() != '{') return false;
      fields.read(in, builder.length());
      rows.endRow();
      return true;
    }
  }

  private static final class Arrays extends JsonColumn {
    private final JsonColumn elements;
    private final ArrayBuilder rows;

    Arrays(String name, ArrayBuilder builder, TimeText times, Problems problems) {
      super(name, builder.type(), builder, problems);
      rows = builder;
      elements = of(name + "[]", builder.elements(), times, problems);
    }

    @Override
    boolean read(JsonText in) {
      if (!in.accept('[')) return false;
      in.enter();
      if (!in.accept(']')) {
        do elements.value(in);
        while (in.accept(','));
        in.expect(']');
      }
      in.leave();
      rows.endRow();
      return true;
    }
  }

  /** A map whose names repeat does not fit. */
  private static final class Maps extends JsonColumn {
    private final JsonColumn values;
    private final MapBuilder rows;

    Maps(String name, MapBuilder builder, TimeText times, Problems problems) {
      super(name, builder.type(), builder, problems);
      rows = builder;
      values = of(name + "{}", builder.values(), times, problems);
    }

    @Override
    boolean read(JsonText in) {
      if (!in.accept('{')) return false;
      in.enter();
      java.util.Set<String> names = new java.util.HashSet<>();
      if (!in.accept('}')) {
        do {
          in.name();
          byte[] key = java.util.Arrays.copyOfRange(in.text, in.from, in.to);
          byte[] valid = Utf8.isValid(key, 0, key.length) ? key : Utf8.repaired(key, 0, key.length);
          if (!names.add(new String(valid, UTF_8))) return false;
          ((BytesBuilder) rows.keys()).append(valid, 0, valid.length);
          values.value(in);
        } while (in.accept(','));
        in.expect('}');
      }
      in.leave();
      rows.endRow();
      return true;
    }
  }

  /** Strings take any value, as its text; binary is in base 64. */
  private static final class Texts extends JsonColumn {
    private final BytesBuilder texts;

    Texts(String name, BytesBuilder builder, Problems problems) {
      super(name, builder.type(), builder, problems);
      texts = builder;
    }

    @Override
    boolean read(JsonText in) {
      boolean isString = in.isString();
      if (type == AtomicType.BINARY) return isString && binary(in);
      if (isString) {
        in.string();
        append(in.text, in.from, in.to);
      } else {
        int start = in.at;
        in.skipValue();
        append(in.bytes, start, in.at);
      }
      return true;
    }

    private void append(byte[] bytes, int from, int to) {
      if (Utf8.isAscii(bytes, from, to) || Utf8.isValid(bytes, from, to)) {
        texts.append(bytes, from, to - from);
      } else {
        byte[] repaired = Utf8.repaired(bytes, from, to);
        texts.append(repaired, 0, repaired.length);
      }
    }

    private boolean binary(JsonText in) {
      in.string();
      try {
        byte[] decoded =
            Base64.getDecoder().decode(java.util.Arrays.copyOfRange(in.text, in.from, in.to));
        texts.append(decoded, 0, decoded.length);
        return true;
      } catch (IllegalArgumentException e) {
        return false;
      }
    }
  }

  private static final class Booleans extends JsonColumn {
    Booleans(String name, VectorBuilder builder, Problems problems) {
      super(name, builder.type(), builder, problems);
    }

    @Override
    boolean read(JsonText in) {
      boolean isTrue = in.literal("true");
      if (!isTrue && !in.literal("false")) return false;
      ((ByteBuilder) builder).append((byte) (isTrue ? 1 : 0));
      return true;
    }
  }

  private static final class Wholes extends JsonColumn {
    private final NumberText numbers = new NumberText();

    Wholes(String name, VectorBuilder builder, Problems problems) {
      super(name, builder.type(), builder, problems);
    }

    @Override
    boolean read(JsonText in) {
      if (!in.isNumber() || !in.number()) return false;
      if (!numbers.parseLong(in.text, in.from, in.to)) return false;
      long value = numbers.longValue;
      switch (builder) {
        case LongBuilder b -> b.append(value);
        case IntBuilder b -> {
          if (value != (int) value) return false;
          b.append((int) value);
        }
        case ShortBuilder b -> {
          if (value != (short) value) return false;
          b.append((short) value);
        }
        case ByteBuilder b -> {
          if (value != (byte) value) return false;
          b.append((byte) value);
        }
        default -> throw new IllegalStateException("no whole numbers: " + type);
      }
      return true;
    }
  }

  private static final class Fractions extends JsonColumn {
    private final NumberText numbers = new NumberText();

    Fractions(String name, VectorBuilder builder, Problems problems) {
      super(name, builder.type(), builder, problems);
    }

    @Override
    boolean read(JsonText in) {
      boolean isDouble = builder instanceof DoubleBuilder;
      double value;
      if (in.isNumber()) {
        in.number();
        boolean isNumber =
            isDouble
                ? numbers.parseDouble(in.text, in.from, in.to)
                : numbers.parseFloat(in.text, in.from, in.to);
        if (!isNumber) return false;
        value = numbers.doubleValue;
      } else if (in.isString()) {
        in.string();
        switch (new String(in.text, in.from, in.to - in.from, ISO_8859_1)) {
          case "NaN" -> value = Double.NaN;
          case "Infinity", "+Infinity", "INF", "+INF" -> value = Double.POSITIVE_INFINITY;
          case "-Infinity", "-INF" -> value = Double.NEGATIVE_INFINITY;
          default -> {
            return false;
          }
        }
      } else {
        Double special = in.notNumber();
        if (special == null) return false;
        value = special;
      }
      if (isDouble) ((DoubleBuilder) builder).append(value);
      else ((FloatBuilder) builder).append((float) value);
      return true;
    }
  }

  private static final class Decimals extends JsonColumn {
    private final NumberText numbers = new NumberText();
    private final DecimalType decimal;

    Decimals(String name, VectorBuilder builder, Problems problems) {
      super(name, builder.type(), builder, problems);
      decimal = (DecimalType) builder.type();
    }

    @Override
    boolean read(JsonText in) {
      if (in.isNumber()) in.number();
      else if (in.isString()) in.string();
      else return false;
      int precision = decimal.precision();
      if (builder instanceof LongBuilder b) {
        if (!numbers.parseShortDecimal(in.text, in.from, in.to, precision, decimal.scale()))
          return false;
        b.append(numbers.longValue);
      } else {
        if (!numbers.parseDecimal(in.text, in.from, in.to, precision, decimal.scale()))
          return false;
        ((WideBuilder) builder).append(numbers.high, numbers.low);
      }
      return true;
    }
  }

  /** Strings; a whole number is a moment in seconds. */
  private static final class Times extends JsonColumn {
    private static final long MICROS_PER_SECOND = 1_000_000L;

    private final TimeText times;
    private final NumberText numbers = new NumberText();

    Times(String name, VectorBuilder builder, TimeText times, Problems problems) {
      super(name, builder.type(), builder, problems);
      this.times = times;
    }

    @Override
    boolean read(JsonText in) {
      if (type == AtomicType.TIMESTAMP && in.isNumber()) {
        if (!in.number() || !numbers.parseLong(in.text, in.from, in.to)) return false;
        if (Math.abs(numbers.longValue) > Long.MAX_VALUE / MICROS_PER_SECOND) return false;
        ((LongBuilder) builder).append(numbers.longValue * MICROS_PER_SECOND);
        return true;
      }
      if (!in.isString()) return false;
      in.string();
      if (type == AtomicType.DATE) {
        if (!times.parseDate(in.text, in.from, in.to)) return false;
        ((IntBuilder) builder).append(times.days);
        return true;
      }
      if (type instanceof TimeType time) {
        if (!times.parseTime(in.text, in.from, in.to, time.precision())) return false;
        ((LongBuilder) builder).append(times.micros);
        return true;
      }
      boolean isTime =
          type == AtomicType.TIMESTAMP
              ? times.parseTimestamp(in.text, in.from, in.to)
              : times.parseLocal(in.text, in.from, in.to);
      if (isTime) ((LongBuilder) builder).append(times.micros);
      return isTime;
    }
  }
}
