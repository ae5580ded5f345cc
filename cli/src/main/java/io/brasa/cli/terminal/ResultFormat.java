package io.brasa.cli.terminal;

import io.brasa.cli.error.CliError;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.StructType;
import io.brasa.runtime.error.EngineException;
import io.brasa.shell.table.DrawnTable;
import io.brasa.shell.table.TextRows;
import io.brasa.sql.DataFrame;
import io.brasa.sql.Row;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the rows of a query are printed. */
public enum ResultFormat {
  /** Drawn, for eyes. */
  TABLE {
    @Override
    void line(List<String> cells, StructType schema, PrintStream out) {
      throw new IllegalStateException("a table is drawn as a whole");
    }

    @Override
    long print(Iterator<Row> rows, StructType schema, int maxRows, PrintStream out) {
      DrawnTable table = new DrawnTable(schema);
      long count = 0;
      while (count < maxRows && rows.hasNext()) {
        table.add(TextRows.cells(rows.next()));
        count++;
      }
      table.print(out);
      if (rows.hasNext())
        out.print("only the first " + maxRows + " rows are shown (.maxrows changes that)\n");
      return count;
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

  /** By its name in any case. Fails with {@code OPTION_INVALID}. */
  public static ResultFormat of(String name) {
    for (ResultFormat format : values()) if (format.name().equalsIgnoreCase(name)) return format;
    throw new EngineException(
        CliError.OPTION_INVALID, "There is no format " + name, "The formats are " + names());
  }

  /** The names of all, for people. */
  public static String names() {
    return Stream.of(values())
        .map(format -> format.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  void head(StructType schema, PrintStream out) {}

  abstract void line(List<String> cells, StructType schema, PrintStream out);

  /**
   * Runs the query and prints its rows.
   *
   * @param maxRows how many rows a table shows; other formats show all
   * @return how many rows were printed; less than zero for what has no columns
   */
  public final long print(DataFrame result, int maxRows, PrintStream out) {
    StructType schema = result.schema();
    if (schema.size() == 0) return -1;
    boolean isCut = this == TABLE && maxRows < Integer.MAX_VALUE;
    DataFrame texts = TextRows.of(isCut ? result.limit(maxRows + 1) : result);
    Iterator<Row> rows = this == TABLE ? texts.collectAsList().iterator() : texts.toLocalIterator();
    return print(rows, schema, maxRows, out);
  }

  long print(Iterator<Row> rows, StructType schema, int maxRows, PrintStream out) {
    head(schema, out);
    long count = 0;
    for (; rows.hasNext(); count++) line(TextRows.cells(rows.next()), schema, out);
    return count;
  }

  private static boolean isBare(DataType type, String text) {
    boolean isFinite = !text.endsWith("N") && !text.endsWith("y");
    return type == AtomicType.BOOLEAN || TextRows.isNumber(type) && isFinite;
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
