package io.brasa.sql;

import io.brasa.columnar.source.ColumnStatistics;
import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.Split;
import io.brasa.columnar.source.TableStatistics;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.sql.logical.Scan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** What {@code ANALYZE TABLE} counts: one pass over the rows for all columns asked for. */
record TableFigures(DataFrame frame, Scan scan) {
  /** What HyperLogLog may be wrong by. */
  private static final double ERROR = 0.02;

  /** The bytes of all files. */
  long sizeBytes() {
    Source source = scan.source();
    List<Integer> columns = IntStream.range(0, source.schema().size()).boxed().toList();
    long bytes = 0;
    for (Split split :
        source.splits(
            new ScanRequest(columns, List.of(), List.of()), frame.session().execution().driver()))
      bytes += split.sizeBytes();
    return bytes;
  }

  /**
   * Counts the rows.
   *
   * @param columns of the frame, to be looked at one by one
   */
  TableStatistics of(List<Integer> columns) {
    List<Column> asked = new ArrayList<>();
    for (int column : columns) ask(column, asked);
    DataFrame figures = frame.agg(functions.count(functions.lit(1)), asked.toArray(Column[]::new));
    List<Batch> found = frame.session().execution().collect(figures.plan(), "analyze");
    Batch row = found.getFirst().dense();
    long rowCount = number(row, 0);
    Map<Integer, ColumnStatistics> known = new HashMap<>();
    int at = 1;
    for (int column : columns) {
      DataType type = scan.output().get(column).type();
      known.put(scan.columns().get(column), figures(row, at, rowCount, type));
      at += width(type);
    }
    return new TableStatistics(rowCount, sizeBytes(), known);
  }

  private static long number(Batch row, int column) {
    return ((Number) Values.get(row.columns().get(column), 0)).longValue();
  }

  private static boolean isOrdered(DataType type) {
    return type instanceof AtomicType && type != AtomicType.BINARY || type instanceof DecimalType;
  }

  private static boolean isText(DataType type) {
    return type == AtomicType.STRING;
  }

  /** How many figures there are of a column. */
  private static int width(DataType type) {
    return !isOrdered(type) ? 1 : isText(type) ? 5 : 4;
  }

  private void ask(int column, List<Column> asked) {
    DataType type = scan.output().get(column).type();
    Column name = frame.col("`" + frame.columns()[column].replace("`", "``") + "`");
    int from = asked.size();
    asked.add(functions.count(name));
    if (isOrdered(type)) {
      asked.add(functions.approx_count_distinct(name, ERROR));
      asked.add(functions.min(name));
      asked.add(functions.max(name));
      if (isText(type)) asked.add(functions.avg(functions.octet_length(name)));
    }
    for (int i = from; i < asked.size(); i++) asked.set(i, asked.get(i).as("f" + i));
  }

  private static ColumnStatistics figures(Batch row, int at, long rowCount, DataType type) {
    OptionalLong nulls = OptionalLong.of(rowCount - number(row, at));
    if (!isOrdered(type))
      return new ColumnStatistics(
          OptionalLong.empty(), nulls, Optional.empty(), Optional.empty(), OptionalDouble.empty());
    Vector average = isText(type) ? row.columns().get(at + 4) : null;
    return new ColumnStatistics(
        OptionalLong.of(Math.min(number(row, at + 1), rowCount)),
        nulls,
        Optional.ofNullable(Values.get(row.columns().get(at + 2), 0)),
        Optional.ofNullable(Values.get(row.columns().get(at + 3), 0)),
        average == null || average.isNullAt(0)
            ? OptionalDouble.empty()
            : OptionalDouble.of((Double) Values.get(average, 0)));
  }

  /** The columns of these names; all where none is given. Fails with {@code COLUMN_NOT_FOUND}. */
  List<Integer> places(List<String> names) {
    List<Integer> places = new ArrayList<>();
    for (String name : names) {
      frame.col("`" + name.replace("`", "``") + "`");
      places.add(place(name));
    }
    return places;
  }

  private int place(String name) {
    List<StructField> fields = frame.schema().fields();
    for (int i = 0; i < fields.size(); i++)
      if (fields.get(i).name().equalsIgnoreCase(name)) return i;
    throw new IllegalStateException("a column that was found has a place: " + name);
  }

  /** A number of bytes as people read it. */
  static String bytes(long bytes) {
    if (bytes < 1 << 10) return bytes + " B";
    int unit = (63 - Long.numberOfLeadingZeros(bytes)) / 10;
    long tenths = Math.round(bytes * 10.0 / (1L << 10 * unit));
    return tenths / 10 + "." + tenths % 10 + " " + "KMGTPE".charAt(unit - 1) + "iB";
  }
}
