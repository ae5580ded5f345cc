package io.brasa.sql.shape;

import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.Decoder;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Readers of single values that are objects. */
final class ValueReaders {
  private ValueReaders() {}

  /** A text of a dictionary is made once, while the dictionary is that of the vector before. */
  static final class OfText extends ColumnReader {
    private FlatVector known;
    private String[] made;

    OfText(String path) {
      super(path);
    }

    @Override
    void bind(Vector vector) {
      super.bind(vector);
      FlatVector flat = column.flat();
      if (flat == vector || flat.length() > Math.max(1, vector.length())) made = null;
      else if (made == null || known != flat) made = new String[flat.length()];
      known = flat;
    }

    @Override
    Object value(int row) {
      if (made == null) return column.textAt(row);
      int place = column.place(row);
      String text = made[place];
      if (text == null) {
        text = column.textAt(row);
        made[place] = text;
      }
      return text;
    }
  }

  static final class OfDate extends ColumnReader {
    OfDate(String path) {
      super(path);
    }

    @Override
    Object value(int row) {
      return LocalDate.ofEpochDay(column.intAt(row));
    }
  }

  /** What {@link Values} gives, as it is or made of it. */
  static final class OfOther extends ColumnReader {
    private final Class<?> type;
    private Vector vector;

    OfOther(String path, Class<?> type) {
      super(path);
      this.type = type;
    }

    @Override
    void bind(Vector bound) {
      super.bind(bound);
      vector = bound;
    }

    @Override
    Object value(int row) {
      Object value = Values.get(vector, row);
      return switch (type.getName()) {
        case "byte", "java.lang.Byte" -> ((Number) value).byteValue();
        case "short", "java.lang.Short" -> ((Number) value).shortValue();
        case "int", "java.lang.Integer" -> ((Number) value).intValue();
        case "long", "java.lang.Long" -> ((Number) value).longValue();
        case "float", "java.lang.Float" -> ((Number) value).floatValue();
        case "double", "java.lang.Double" -> ((Number) value).doubleValue();
        case "java.math.BigDecimal" -> decimal(value);
        case "java.math.BigInteger" -> whole(value);
        case "java.lang.String" -> value.toString();
        default -> value;
      };
    }

    private static BigDecimal decimal(Object value) {
      return value instanceof BigDecimal decimal
          ? decimal
          : BigDecimal.valueOf(((Number) value).longValue());
    }

    private static BigInteger whole(Object value) {
      return value instanceof BigDecimal decimal
          ? decimal.toBigIntegerExact()
          : BigInteger.valueOf(((Number) value).longValue());
    }
  }

  static final class OfEnum extends ColumnReader {
    private final Class<?> type;
    private final Map<String, Object> constants = new HashMap<>();

    OfEnum(String path, Class<?> type) {
      super(path);
      this.type = type;
      for (Object each : type.getEnumConstants()) constants.put(((Enum<?>) each).name(), each);
    }

    @Override
    Object value(int row) {
      String name = column.textAt(row);
      Object constant = constants.get(name);
      if (constant != null) return constant;
      throw new EngineException(
          SqlError.INVALID_ARGUMENT_VALUE,
          path() + ": " + type.getSimpleName() + " has no constant '" + name + "'",
          "It has "
              + Arrays.toString(type.getEnumConstants())
              + ": filter other names out, or declare String");
    }
  }

  static final class OfOptional extends ColumnReader {
    private final ColumnReader inner;

    OfOptional(String path, ColumnReader inner) {
      super(path);
      this.inner = inner;
    }

    @Override
    void bind(Vector vector) {
      super.bind(vector);
      inner.bind(vector);
    }

    @Override
    Object none() {
      return Optional.empty();
    }

    @Override
    Object value(int row) {
      return Optional.of(inner.value(row));
    }
  }

  static final class OfOpaque extends ColumnReader {
    private final Codecs codecs;

    OfOpaque(String path, Codecs codecs) {
      super(path);
      this.codecs = codecs;
    }

    @Override
    Object value(int row) {
      int from = column.start(row);
      return new Decoder(codecs, column.bytes(), from, column.end(row) - from).readValue();
    }
  }
}
