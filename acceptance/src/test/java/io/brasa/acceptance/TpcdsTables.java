package io.brasa.acceptance;

import io.brasa.sql.BrasaSession;
import io.trino.tpcds.Results;
import io.trino.tpcds.Session;
import io.trino.tpcds.Table;
import io.trino.tpcds.column.Column;
import io.trino.tpcds.column.ColumnType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;

/**
 * The tables of TPC-DS at a scale, as Parquet files: a generator's values, written as lines and
 * read and written by our own formats.
 */
record TpcdsTables(Path folder) {
  static List<Table> tables() {
    return Table.getBaseTables().stream().filter(table -> table != Table.DBGEN_VERSION).toList();
  }

  /** Makes all tables. */
  static TpcdsTables make(Path folder, double scale) {
    Session generator = Session.getDefaultSession().withScale(scale).withNoSexism(false);
    try (BrasaSession session = BrasaSession.builder().master("local[2]").build()) {
      for (Table table : tables()) {
        Path lines = folder.resolve(table.getName() + ".tbl");
        write(table, generator.withTable(table), lines);
        session
            .read()
            .option("sep", "|")
            .option("quote", "\u0001")
            .schema(columns(table))
            .csv(lines.toString())
            .coalesce(1)
            .write()
            .parquet(folder.resolve(table.getName()).toString());
        Files.delete(lines);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TpcdsTables(folder);
  }

  /** A row comes with those of the table below it; its own is the first. */
  private static void write(Table table, Session generator, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    try (Writer out = Files.newBufferedWriter(file)) {
      for (List<List<String>> rows : Results.constructResults(table, generator)) {
        StringJoiner line = new StringJoiner("|", "", "\n");
        for (String value : rows.getFirst()) line.add(value == null ? "" : value);
        out.write(line.toString());
      }
    }
  }

  private static String columns(Table table) {
    StringJoiner columns = new StringJoiner(", ");
    for (Column column : table.getColumns())
      columns.add(column.getName() + " " + type(column.getType()));
    return columns.toString();
  }

  private static String type(ColumnType type) {
    return switch (type.getBase()) {
      case INTEGER -> "INT";
      case IDENTIFIER -> "BIGINT";
      case DATE -> "DATE";
      case DECIMAL -> "DECIMAL(" + type.getPrecision().get() + "," + type.getScale().get() + ")";
      case VARCHAR, CHAR, TIME -> "STRING";
    };
  }

  /** Makes the tables known to both engines. */
  void open(BrasaSession session) {
    for (Table table : tables())
      session
          .read()
          .parquet(folder.resolve(table.getName()).toString())
          .createOrReplaceTempView(table.getName());
  }

  void open(DuckDb duck) {
    for (Table table : tables()) duck.view(table.getName(), folder.resolve(table.getName()));
  }
}
