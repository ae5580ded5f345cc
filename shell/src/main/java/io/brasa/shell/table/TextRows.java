package io.brasa.shell.table;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.sql.Column;
import io.brasa.sql.DataFrame;
import io.brasa.sql.Dataset;
import io.brasa.sql.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The rows of a query as texts. */
public final class TextRows {
  private TextRows() {}

  /** Each column as the text that a cast gives. Names may repeat. */
  public static DataFrame of(Dataset<?> result) {
    int size = result.schema().size();
    String[] names = IntStream.range(0, size).mapToObj(i -> "c" + i).toArray(String[]::new);
    DataFrame unique = result.toDF(names);
    Column[] texts = new Column[size];
    for (int i = 0; i < size; i++) texts[i] = unique.col(names[i]).cast("string");
    return unique.select(texts);
  }

  /** The texts of a row of {@link #of}; null is null. */
  public static List<String> cells(Row row) {
    List<String> cells = new ArrayList<>();
    for (Object cell : row.toList()) cells.add((String) cell);
    return cells;
  }

  /** Whether values of a type stand at the right. */
  public static boolean isNumber(DataType type) {
    return type instanceof DecimalType
        || type instanceof AtomicType atomic && (atomic.isIntegral() || atomic.isFractional());
  }
}
