package io.brasa.cli.terminal;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.StructType;
import io.brasa.sql.Column;
import io.brasa.sql.DataFrame;
import io.brasa.sql.Row;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** How the rows of a query are printed. */
public enum ResultFormat {
  /** Drawn, for eyes. */
  TABLE {
    @Override
    void line(List<String> cells, StructType schema, PrintStream out) {
      throw new IllegalStateException("a table is drawn as a whole");
    }

    @Override
    public void print(DataFrame result, PrintStream out) {
      out.flush();
      if (result.schema().size() > 0) result.show(Integer.MAX_VALUE - 1, false);
    }
  },
  /** RFC 4180, with a header. */
  CSV {
    @Override
    void head(StructType schema, PrintStream out) {
      line(schema.fieldNames(), schema, out);
    }

    @Override
    void line(List<String> cells, StructType schema, PrintStream out) {
      List<String> quoted = new ArrayList<>();
      for (String cell : cells) {
        boolean isPlain =
            cell != null
                && !cell.isEmpty()
                && cell.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        quoted.add(cell == null ? "" : isPlain ? cell : '"' + cell.replace("\"", "\"\"") + '"');
      }
      out.print(String.join(",", quoted) + "\n");
    }
  },
  /** An object a line. */
  JSON {
    @Override
    void line(List<String> cells, StructType schema, PrintStream out) {
      StringBuilder line = new StringBuilder("{");
      for (int i = 0; i < cells.size(); i++) {
        if (i > 0) line.append(',');
        quote(line, schema.field(i).name());
        line.append(':');
        String cell = cells.get(i);
        if (cell == null) line.append("null");
        else if (isBare(schema.field(i).dataType(), cell)) line.append(cell);
        else quote(line, cell);
      }
      out.print(line.append("}\n"));
    }
  },
  /** A table of Markdown. */
  MARKDOWN {
    @Override
    void head(StructType schema, PrintStream out) {
      line(schema.fieldNames(), schema, out);
      out.print("|" + " --- |".repeat(schema.size()) + "\n");
    }

    @Override
    void line(List<String> cells, StructType schema, PrintStream out) {
      StringBuilder line = new StringBuilder("|");
      for (String cell : cells) {
        String text = cell == null ? "NULL" : cell.replace("|", "\\|").replace("\n", "<br>");
        line.append(' ').append(text).append(" |");
      }
      out.print(line.append('\n'));
    }
  };

  void head(StructType schema, PrintStream out) {}

  abstract void line(List<String> cells, StructType schema, PrintStream out);

  /** Runs the query and prints its rows. */
  public void print(DataFrame result, PrintStream out) {
    StructType schema = result.schema();
    if (schema.size() == 0) return;
    // Names may repeat; the texts are those of casts.
    String[] names =
        IntStream.range(0, schema.size()).mapToObj(i -> "c" + i).toArray(String[]::new);
    DataFrame unique = result.toDF(names);
    Column[] texts = new Column[names.length];
    for (int i = 0; i < names.length; i++) texts[i] = unique.col(names[i]).cast("string");
    head(schema, out);
    Iterator<Row> rows = unique.select(texts).toLocalIterator();
    while (rows.hasNext()) {
      List<String> cells = new ArrayList<>();
      for (Object cell : rows.next().toList()) cells.add((String) cell);
      line(cells, schema, out);
    }
  }

  private static boolean isBare(DataType type, String text) {
    boolean isNumber =
        type instanceof DecimalType
            || type instanceof AtomicType atomic && (atomic.isIntegral() || atomic.isFractional());
    boolean isFinite = !text.endsWith("N") && !text.endsWith("y");
    return type == AtomicType.BOOLEAN || isNumber && isFinite;
  }

  private static void quote(StringBuilder line, String text) {
    line.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> line.append('\\').append(c);
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\t' -> line.append("\\t");
        default -> {
          if (c < ' ') line.append(String.format("\\u%04x", (int) c));
          else line.append(c);
        }
      }
    }
    line.append('"');
  }
}
