package io.brasa.connectors.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brasa.columnar.source.files.TextFileWriter.RowText;
import io.brasa.columnar.text.TextOutput;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.TimeType;
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
import io.brasa.columnar.vector.ShortVector;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import java.math.BigDecimal;

/**
 * Rows as CSV. A text is quoted if it holds what would end or begin a field, so that reading with
 * the same options gives it back; a null is nothing, an empty text {@code ""}. In a table of one
 * string column a null is written as {@code ""} too, since an empty line is no record.
 */
final class CsvRowText implements RowText {
  private final CsvSink sink;
  private final CsvDialect dialect;
  private final byte[] nullValue;
  private final byte[] emptyValue;

  CsvRowText(CsvSink sink) {
    this.sink = sink;
    this.dialect = sink.options().dialect();
    this.emptyValue = sink.options().values().emptyValue().getBytes(UTF_8);
    byte[] given = sink.options().values().nullValue().getBytes(UTF_8);
    this.nullValue =
        given.length == 0 && sink.columns().size() == 1 ? new byte[] {quote(), quote()} : given;
  }

  private byte quote() {
    return dialect.quote() < 0 ? (byte) '"' : (byte) dialect.quote();
  }

  @Override
  public void begin(TextOutput out) {
    if (!sink.options().hasHeader()) return;
    for (int i = 0; i < sink.columns().size(); i++) {
      if (i > 0) out.add((byte) dialect.separator());
      byte[] name = sink.schema().field(sink.columns().get(i)).name().getBytes(UTF_8);
      text(name, 0, name.length, out);
    }
    out.add(dialect.lineEnd());
  }

  @Override
  public void append(Batch batch, int row, TextOutput out) {
    boolean hasAll = batch.columns().size() == sink.schema().size();
    for (int i = 0; i < sink.columns().size(); i++) {
      if (i > 0) out.add((byte) dialect.separator());
      field(batch.column(hasAll ? sink.columns().get(i) : i), row, out);
    }
    out.add(dialect.lineEnd());
  }

  private void field(Vector vector, int row, TextOutput out) {
    if (vector.isNullAt(row)) {
      out.add(nullValue, 0, nullValue.length);
      return;
    }
    switch (vector) {
      case ConstantVector constant -> value(constant.value(), 0, out);
      case DictionaryVector dictionary ->
          value(dictionary.dictionary(), dictionary.ids()[row], out);
      case FlatVector flat -> value(flat, row, out);
    }
  }

  private void value(FlatVector vector, int row, TextOutput out) {
    if (vector instanceof BytesVector bytes) {
      text(bytes.bytes(), bytes.offsets()[row], bytes.offsets()[row + 1], out);
      return;
    }
    int start = out.length();
    plain(vector, row, out);
    if (sink.quotesAll() || needsQuotes(out.bytes(), start, out.length())) {
      byte[] written = java.util.Arrays.copyOfRange(out.bytes(), start, out.length());
      out.truncate(start);
      quoted(written, 0, written.length, out);
    }
  }

  private void plain(FlatVector vector, int row, TextOutput out) {
    CsvValues values = sink.options().values();
    switch (vector) {
      case ByteVector v when v.type() == AtomicType.BOOLEAN ->
          out.addAscii(v.values()[row] != 0 ? "true" : "false");
      case ByteVector v -> out.addLong(v.values()[row]);
      case ShortVector v -> out.addLong(v.values()[row]);
      case IntVector v when v.type() == AtomicType.DATE -> out.addDate(v.values()[row]);
      case IntVector v -> out.addLong(v.values()[row]);
      case LongVector v when v.type() == AtomicType.TIMESTAMP -> out.addTimestamp(v.values()[row]);
      case LongVector v when v.type() == AtomicType.TIMESTAMP_NTZ -> out.addLocal(v.values()[row]);
      case LongVector v when v.type() instanceof DecimalType decimal ->
          out.addAscii(BigDecimal.valueOf(v.values()[row], decimal.scale()).toPlainString());
      case LongVector v when v.type() instanceof TimeType -> out.addTime(v.values()[row]);
      case LongVector v -> out.addLong(v.values()[row]);
      case DoubleVector v -> number(v.values()[row], Double.toString(v.values()[row]), values, out);
      case FloatVector v -> number(v.values()[row], Float.toString(v.values()[row]), values, out);
      default -> out.addAscii(((BigDecimal) Values.get(vector, row)).toPlainString());
    }
  }

  private static void number(double value, String text, CsvValues values, TextOutput out) {
    if (Double.isNaN(value)) out.add(values.nan());
    else if (value == Double.POSITIVE_INFINITY) out.add(values.positiveInfinity());
    else if (value == Double.NEGATIVE_INFINITY) out.add(values.negativeInfinity());
    else out.addAscii(text);
  }

  private void text(byte[] bytes, int start, int end, TextOutput out) {
    int from = start;
    int to = end;
    if (dialect.trimsLeading()) while (from < to && bytes[from] <= ' ' && bytes[from] >= 0) from++;
    if (dialect.trimsTrailing())
      while (from < to && bytes[to - 1] <= ' ' && bytes[to - 1] >= 0) to--;
    if (from == to) out.add(emptyValue, 0, emptyValue.length);
    else if (sink.quotesAll() || needsQuotes(bytes, from, to)) quoted(bytes, from, to, out);
    else out.add(bytes, from, to);
  }

  private boolean needsQuotes(byte[] bytes, int from, int to) {
    if (bytes[from] == dialect.comment()) return true;
    boolean isBlank = true;
    for (int i = from; i < to; i++) {
      byte c = bytes[i];
      if (c == dialect.separator() || c == dialect.quote() || c == '\n' || c == '\r') return true;
      if (c == dialect.lineSeparator()) return true;
      isBlank &= c <= ' ' && c >= 0;
    }
    return isBlank;
  }

  private void quoted(byte[] bytes, int from, int to, TextOutput out) {
    if (dialect.quote() < 0) {
      out.add(bytes, from, to);
      return;
    }
    byte quote = (byte) dialect.quote();
    out.add(quote);
    for (int i = from; i < to; i++) {
      if ((bytes[i] == quote || bytes[i] == dialect.escape()) && dialect.escape() >= 0)
        out.add((byte) dialect.escape());
      out.add(bytes[i]);
    }
    out.add(quote);
  }
}
