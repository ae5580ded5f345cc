package io.brasa.sql.cast;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.CalendarInterval;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.TimeType;
import io.brasa.columnar.type.YearMonthIntervalType;
import io.brasa.columnar.vector.ArrayVector;
import io.brasa.columnar.vector.ByteVector;
import io.brasa.columnar.vector.BytesVector;
import io.brasa.columnar.vector.ConstantVector;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.DoubleVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.FloatVector;
import io.brasa.columnar.vector.IntVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.MapVector;
import io.brasa.columnar.vector.ShortVector;
import io.brasa.columnar.vector.StructVector;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.WideVector;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.Kernel;
import io.brasa.sql.kernel.PerRow;
import io.brasa.sql.kernel.ZoneShift;
import io.brasa.sql.variant.VariantText;
import io.brasa.sql.variant.VariantValue;
import java.math.BigDecimal;

/**
 * Values as text: numbers as Java prints them, decimals without exponent, nested ones in brackets.
 */
public final class StringCasts {
  private final ZoneShift zone;

  private StringCasts(ZoneShift zone) {
    this.zone = zone;
  }

  static Kernel kernel(CastTarget target, EvaluationSettings settings) {
    if (target.from() == AtomicType.BINARY)
      return PerRow.STRICT.bytes(target.to(), (arguments, out) -> out.write(arguments.text(0)));
    StringCasts casts = new StringCasts(new ZoneShift(settings.zone()));
    StringBuilder text = new StringBuilder();
    return PerRow.STRICT.bytes(
        target.to(),
        (arguments, out) -> {
          text.setLength(0);
          casts.append(text, arguments.column(0).flat(), arguments.place(0));
          out.write(text.toString());
        });
  }

  static Kernel binary(CastTarget target) {
    if (target.from() != AtomicType.STRING) throw Casts.impossible(target);
    return PerRow.STRICT.bytes(
        AtomicType.BINARY,
        (arguments, out) -> out.write(arguments.bytes(0), arguments.start(0), arguments.end(0)));
  }

  /** The text of one value, which is not null. */
  public static String text(Vector vector, int row, EvaluationSettings settings) {
    StringBuilder text = new StringBuilder();
    new StringCasts(new ZoneShift(settings.zone())).append(text, vector, row);
    return text.toString();
  }

  private void append(StringBuilder out, Vector vector, int row) {
    switch (vector) {
      case ConstantVector v -> append(out, v.value(), 0);
      case DictionaryVector v -> append(out, v.dictionary(), v.ids()[row]);
      case FlatVector v -> appendFlat(out, v, row);
    }
  }

  private void appendFlat(StringBuilder out, FlatVector vector, int row) {
    switch (vector) {
      case ByteVector v -> {
        if (v.type() == AtomicType.BOOLEAN) out.append(v.values()[row] != 0);
        else out.append(v.values()[row]);
      }
      case ShortVector v -> out.append(v.values()[row]);
      case IntVector v -> appendInt(out, v.type(), v.values()[row]);
      case LongVector v -> appendLong(out, v.type(), v.values()[row]);
      case FloatVector v -> out.append(v.values()[row]);
      case DoubleVector v -> out.append(v.values()[row]);
      case WideVector v when v.type() == AtomicType.INTERVAL ->
          out.append(CalendarInterval.of(v.high()[row], v.low()[row]));
      case WideVector v ->
          out.append(
              new BigDecimal(
                      Values.unscaled(v.high()[row], v.low()[row]),
                      ((DecimalType) v.type()).scale())
                  .toPlainString());
      case BytesVector v -> {
        if (v.type() == AtomicType.VARIANT)
          VariantText.append(out, VariantValue.at(v, row), zone.zone());
        else out.append(v.stringAt(row));
      }
      case ArrayVector v -> appendArray(out, v, row);
      case MapVector v -> appendMap(out, v, row);
      case StructVector v -> appendStruct(out, v, row);
    }
  }

  private static void appendInt(StringBuilder out, DataType type, int value) {
    if (type == AtomicType.DATE) TimeText.appendDate(out, value);
    else if (type instanceof YearMonthIntervalType interval)
      out.append(IntervalText.of(interval, value));
    else out.append(value);
  }

  private void appendLong(StringBuilder out, DataType type, long value) {
    if (type == AtomicType.TIMESTAMP) TimeText.appendTime(out, zone.toLocal(value));
    else if (type == AtomicType.TIMESTAMP_NTZ) TimeText.appendTime(out, value);
    else if (type instanceof DayTimeIntervalType interval)
      out.append(IntervalText.of(interval, value));
    else if (type instanceof TimeType) TimeOfDay.append(out, value);
    else if (type instanceof DecimalType decimal && decimal.scale() > 0)
      out.append(BigDecimal.valueOf(value, decimal.scale()).toPlainString());
    else out.append(value);
  }

  private void element(StringBuilder out, Vector vector, int row) {
    if (vector.isNullAt(row)) out.append("null");
    else append(out, vector, row);
  }

  private void appendArray(StringBuilder out, ArrayVector vector, int row) {
    out.append('[');
    for (int i = vector.offsets()[row]; i < vector.offsets()[row + 1]; i++) {
      if (i > vector.offsets()[row]) out.append(", ");
      element(out, vector.elements(), i);
    }
    out.append(']');
  }

  private void appendMap(StringBuilder out, MapVector vector, int row) {
    out.append('{');
    for (int i = vector.offsets()[row]; i < vector.offsets()[row + 1]; i++) {
      if (i > vector.offsets()[row]) out.append(", ");
      element(out, vector.keys(), i);
      out.append(" -> ");
      element(out, vector.values(), i);
    }
    out.append('}');
  }

  private void appendStruct(StringBuilder out, StructVector vector, int row) {
    out.append('{');
    for (int i = 0; i < vector.fields().size(); i++) {
      if (i > 0) out.append(", ");
      element(out, vector.fields().get(i), row);
    }
    out.append('}');
  }
}
