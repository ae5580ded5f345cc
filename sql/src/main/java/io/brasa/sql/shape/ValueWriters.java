package io.brasa.sql.shape;

import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.vector.ArrayBuilder;
import io.brasa.columnar.vector.BytesBuilder;
import io.brasa.columnar.vector.MapBuilder;
import io.brasa.columnar.vector.StructBuilder;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.Encoder;
import io.brasa.runtime.codec.StructAccess;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;

/** Writers of values that are objects. */
final class ValueWriters {
  private ValueWriters() {}

  static final class OfText extends ColumnWriter {
    private BytesBuilder builder;

    @Override
    void bind(VectorBuilder bound) {
      builder = (BytesBuilder) bound;
    }

    @Override
    void put(Object value) {
      if (value == null) builder.appendNull();
      else builder.append(value instanceof Enum<?> constant ? constant.name() : (String) value);
    }
  }

  /** What {@link Values} takes, as it is or made of it. */
  static final class OfOther extends ColumnWriter {
    private final String path;
    private VectorBuilder builder;

    OfOther(String path) {
      this.path = path;
    }

    @Override
    void bind(VectorBuilder bound) {
      builder = bound;
    }

    @Override
    void put(Object value) {
      Values.append(
          builder,
          switch (value) {
            case BigInteger whole -> fitting(new BigDecimal(whole));
            case BigDecimal decimal -> fitting(decimal);
            case null, default -> value;
          });
    }

    /** As Spark does: digits behind the scale are rounded, others must have room. */
    private BigDecimal fitting(BigDecimal value) {
      DecimalType type = (DecimalType) builder.type();
      BigDecimal scaled = value.setScale(type.scale(), RoundingMode.HALF_UP);
      if (scaled.precision() <= type.precision()) return scaled;
      throw new EngineException(
          SqlError.ARITHMETIC_OVERFLOW,
          path + " is " + value + ", which has no room in " + type.sql(),
          "Keep such numbers as text");
    }
  }

  static final class OfOptional extends ColumnWriter {
    private final ColumnWriter inner;

    OfOptional(ColumnWriter inner) {
      this.inner = inner;
    }

    @Override
    void bind(VectorBuilder bound) {
      inner.bind(bound);
    }

    @Override
    void put(Object value) {
      inner.put(value == null ? null : ((Optional<?>) value).orElse(null));
    }
  }

  static final class OfSequence extends ColumnWriter {
    private final ColumnWriter elements;
    private ArrayBuilder builder;

    OfSequence(ColumnWriter elements) {
      this.elements = elements;
    }

    @Override
    void bind(VectorBuilder bound) {
      builder = (ArrayBuilder) bound;
      elements.bind(builder.elements());
    }

    @Override
    void put(Object value) {
      if (value == null) {
        builder.appendNull();
        return;
      }
      if (value instanceof Iterable<?> all) for (Object each : all) elements.put(each);
      else for (int i = 0; i < Array.getLength(value); i++) elements.put(Array.get(value, i));
      builder.endRow();
    }
  }

  static final class OfMap extends ColumnWriter {
    private final String path;
    private final ColumnWriter keys;
    private final ColumnWriter values;
    private MapBuilder builder;

    OfMap(String path, ColumnWriter keys, ColumnWriter values) {
      this.path = path;
      this.keys = keys;
      this.values = values;
    }

    @Override
    void bind(VectorBuilder bound) {
      builder = (MapBuilder) bound;
      keys.bind(builder.keys());
      values.bind(builder.values());
    }

    @Override
    void put(Object value) {
      if (value == null) {
        builder.appendNull();
        return;
      }
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        if (entry.getKey() == null)
          throw new EngineException(
              SqlError.NULL_NOT_ALLOWED,
              path + " is a map with a key that is null",
              "Leave such entries out");
        keys.put(entry.getKey());
        values.put(entry.getValue());
      }
      builder.endRow();
    }
  }

  static final class OfStruct extends ColumnWriter {
    private final StructAccess access;
    private final RowSink sink;
    private StructBuilder builder;

    OfStruct(StructAccess access, ColumnWriter[] parts) {
      this.access = access;
      this.sink = new RowSink(parts);
    }

    @Override
    void bind(VectorBuilder bound) {
      builder = (StructBuilder) bound;
      for (int i = 0; i < sink.parts.length; i++) sink.parts[i].bind(builder.field(i));
    }

    @Override
    void put(Object value) {
      if (value == null) {
        builder.appendNull();
        return;
      }
      access.take(value, sink);
      builder.endRow();
    }
  }

  static final class OfRow extends ColumnWriter {
    private final Shape.RowShape shape;
    private VectorBuilder builder;

    OfRow(Shape.RowShape shape) {
      this.shape = shape;
    }

    @Override
    void bind(VectorBuilder bound) {
      builder = bound;
    }

    @Override
    void put(Object value) {
      Values.append(builder, value == null ? null : shape.form().take(shape.schema(), value));
    }
  }

  static final class OfOpaque extends ColumnWriter {
    private final Codecs codecs;
    private BytesBuilder builder;

    OfOpaque(Codecs codecs) {
      this.codecs = codecs;
    }

    @Override
    void bind(VectorBuilder bound) {
      builder = (BytesBuilder) bound;
    }

    @Override
    void put(Object value) {
      if (value == null) {
        builder.appendNull();
        return;
      }
      Encoder out = new Encoder(codecs);
      out.writeValue(value);
      builder.append(out.buffer(), 0, out.size());
    }
  }
}
