package io.brasa.connectors.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brasa.columnar.source.files.TextFileWriter.RowText;
import io.brasa.columnar.text.TextOutput;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.type.TimeType;
import io.brasa.columnar.vector.ArrayVector;
import io.brasa.columnar.vector.Batch;
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
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Base64;

/** Rows as JSON objects. */
final class JsonRowText implements RowText {
  private static final byte[] HEX = "0123456789abcdef".getBytes(UTF_8);

  private final JsonSink sink;
  private final byte[] lineSeparator;

  JsonRowText(JsonSink sink) {
    this.sink = sink;
    this.lineSeparator = sink.lineSeparator().getBytes(UTF_8);
  }

  @Override
  public void begin(TextOutput out) {}

  @Override
  public void append(Batch batch, int row, TextOutput out) {
    boolean hasAll = batch.columns().size() == sink.schema().size();
    out.add((byte) '{');
    boolean isFirst = true;
    for (int i = 0; i < sink.columns().size(); i++) {
      int place = sink.columns().get(i);
      Vector column = batch.column(hasAll ? place : i);
      if (column.isNullAt(row) && sink.omitsNulls()) continue;
      field(sink.schema().field(place).name(), column, row, isFirst, out);
      isFirst = false;
    }
    out.add((byte) '}');
    out.add(lineSeparator, 0, lineSeparator.length);
  }

  private void field(String name, Vector values, int row, boolean isFirst, TextOutput out) {
    if (!isFirst) out.add((byte) ',');
    byte[] utf8 = name.getBytes(UTF_8);
    string(utf8, 0, utf8.length, out);
    out.add((byte) ':');
    value(values, row, out);
  }

  private void value(Vector vector, int row, TextOutput out) {
    if (vector.isNullAt(row)) {
      out.addAscii("null");
      return;
    }
    switch (vector) {
      case ConstantVector constant -> flat(constant.value(), 0, out);
      case DictionaryVector dictionary -> flat(dictionary.dictionary(), dictionary.ids()[row], out);
      case FlatVector flat -> flat(flat, row, out);
    }
  }

  private void flat(FlatVector vector, int row, TextOutput out) {
    switch (vector) {
      case ByteVector v when v.type() == AtomicType.BOOLEAN ->
          out.addAscii(v.values()[row] != 0 ? "true" : "false");
      case ByteVector v -> out.addLong(v.values()[row]);
      case ShortVector v -> out.addLong(v.values()[row]);
      case IntVector v when v.type() == AtomicType.DATE -> {
        int start = out.length();
        out.addDate(v.values()[row]);
        quote(start, out);
      }
      case IntVector v -> out.addLong(v.values()[row]);
      case LongVector v when v.type() == AtomicType.TIMESTAMP -> {
        int start = out.length();
        out.addTimestamp(v.values()[row]);
        quote(start, out);
      }
      case LongVector v when v.type() == AtomicType.TIMESTAMP_NTZ -> {
        int start = out.length();
        out.addLocal(v.values()[row]);
        quote(start, out);
      }
      case LongVector v when v.type() instanceof DecimalType decimal ->
          out.addAscii(BigDecimal.valueOf(v.values()[row], decimal.scale()).toPlainString());
      case LongVector v when v.type() instanceof TimeType -> {
        int start = out.length();
        out.addTime(v.values()[row]);
        quote(start, out);
      }
      case LongVector v -> out.addLong(v.values()[row]);
      case WideVector v -> out.addAscii(((BigDecimal) Values.get(v, row)).toPlainString());
      case FloatVector v -> number(v.values()[row], Float.toString(v.values()[row]), out);
      case DoubleVector v -> number(v.values()[row], Double.toString(v.values()[row]), out);
      case BytesVector v when v.type() == AtomicType.BINARY -> {
        byte[] value = Arrays.copyOfRange(v.bytes(), v.offsets()[row], v.offsets()[row + 1]);
        out.addAscii("\"" + Base64.getEncoder().encodeToString(value) + "\"");
      }
      case BytesVector v -> string(v.bytes(), v.offsets()[row], v.offsets()[row + 1], out);
      case ArrayVector v -> {
        out.add((byte) '[');
        for (int i = v.offsets()[row]; i < v.offsets()[row + 1]; i++) {
          if (i > v.offsets()[row]) out.add((byte) ',');
          value(v.elements(), i, out);
        }
        out.add((byte) ']');
      }
      case MapVector v -> map(v, row, out);
      case StructVector v -> struct(v, row, out);
    }
  }

  private static void number(double value, String text, TextOutput out) {
    boolean isNumber = Double.isFinite(value);
    out.addAscii(isNumber ? text : "\"" + text + "\"");
  }

  private void map(MapVector map, int row, TextOutput out) {
    out.add((byte) '{');
    for (int i = map.offsets()[row]; i < map.offsets()[row + 1]; i++) {
      String key = (String) Values.get(map.keys(), i);
      field(key, map.values(), i, i == map.offsets()[row], out);
    }
    out.add((byte) '}');
  }

  private void struct(StructVector struct, int row, TextOutput out) {
    StructType type = (StructType) struct.type();
    out.add((byte) '{');
    boolean isFirst = true;
    for (int i = 0; i < type.size(); i++) {
      Vector field = struct.fields().get(i);
      if (field.isNullAt(row) && sink.omitsNulls()) continue;
      field(type.field(i).name(), field, row, isFirst, out);
      isFirst = false;
    }
    out.add((byte) '}');
  }

  /** Puts what was written since into quotes; patterns may have brought any character. */
  private static void quote(int start, TextOutput out) {
    byte[] written = Arrays.copyOfRange(out.bytes(), start, out.length());
    out.truncate(start);
    string(written, 0, written.length, out);
  }

  private static void string(byte[] bytes, int from, int to, TextOutput out) {
    out.add((byte) '"');
    int start = from;
    for (int i = from; i < to; i++) {
      byte c = bytes[i];
      if (c != '"' && c != '\\' && (c >= ' ' || c < 0)) continue;
      out.add(bytes, start, i);
      start = i + 1;
      out.add((byte) '\\');
      switch (c) {
        case '\n' -> out.add((byte) 'n');
        case '\r' -> out.add((byte) 'r');
        case '\t' -> out.add((byte) 't');
        case '"', '\\' -> out.add(c);
        default -> {
          out.addAscii("u00");
          out.add(HEX[c >> 4]);
          out.add(HEX[c & 15]);
        }
      }
    }
    out.add(bytes, start, to);
    out.add((byte) '"');
  }
}
