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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The 24 tables of TPC-DS as Parquet files, a {@code TABLE.parquet} each, all by DuckDB from the
 * values of the generator {@code io.trino.tpcds}, so that no contestant reads files that another
 * could not. Run by the script {@code make} beside it: {@code FOLDER SCALE}.
 */
public final class MakeTables {
  private static final int THREADS = 2;

  private final Path folder;
  private final Session generator;

  private MakeTables(Path folder, double scale) {
    this.folder = folder;
    this.generator = Session.getDefaultSession().withScale(scale).withNoSexism(false);
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 2) {
      System.err.println("usage: MakeTables FOLDER SCALE");
      System.exit(2);
    }
    Path folder = Path.of(arguments[0]).toAbsolutePath();
    Files.createDirectories(folder);
    new MakeTables(folder, Double.parseDouble(arguments[1])).make();
  }

  private void make() throws Exception {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      run(duck, "SET threads = " + THREADS);
      for (Table table : Table.getBaseTables()) {
        if (table == Table.DBGEN_VERSION || Files.exists(parquet(table))) continue;
        List<Future<?>> parts = new ArrayList<>();
        for (int part = 1; part <= THREADS; part++) {
          int number = part;
          parts.add(threads.submit(() -> write(table, number)));
        }
        for (Future<?> part : parts) part.get();
        convert(duck, table);
      }
    }
  }

  private Path parquet(Table table) {
    return folder.resolve(table.getName() + ".parquet");
  }

  private Path lines(Table table, int part) {
    return folder.resolve(table.getName() + "." + part + ".tbl");
  }

  /** A row comes with those of the table below it; its own is the first. */
  private void write(Table table, int part) {
    Session session =
        generator.withTable(table).withParallelism(THREADS).withChunkNumber(part);
    try (Writer out = Files.newBufferedWriter(lines(table, part))) {
      for (List<List<String>> rows : Results.constructResults(table, session)) {
        StringJoiner line = new StringJoiner("|", "", "\n");
        for (String value : rows.getFirst()) line.add(value == null ? "" : value);
        out.write(line.toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file appears whole or not at all. */
  private void convert(Connection duck, Table table) throws SQLException, IOException {
    Path unfinished = folder.resolve(table.getName() + ".unfinished");
    StringJoiner columns = new StringJoiner(", ", "{", "}");
    for (Column column : table.getColumns())
      columns.add("'" + column.getName() + "': '" + type(column.getType()) + "'");
    run(
        duck,
        "COPY (SELECT * FROM read_csv('"
            + folder.resolve(table.getName() + ".*.tbl")
            + "', delim = '|', header = false, auto_detect = false, quote = '', escape = '', nullstr = '', columns = "
            + columns
            + ")) TO '"
            + unfinished
            + "' (FORMAT parquet, COMPRESSION snappy)");
    Files.move(unfinished, parquet(table));
    for (int part = 1; part <= THREADS; part++) Files.delete(lines(table, part));
    System.out.println(table.getName());
  }

  private static void run(Connection duck, String statement) throws SQLException {
    try (Statement running = duck.createStatement()) {
      running.execute(statement);
    }
  }

  private static String type(ColumnType type) {
    return switch (type.getBase()) {
      case INTEGER -> "INTEGER";
      case IDENTIFIER -> "BIGINT";
      case DATE -> "DATE";
      case DECIMAL -> "DECIMAL(" + type.getPrecision().get() + "," + type.getScale().get() + ")";
      case VARCHAR, CHAR, TIME -> "VARCHAR";
    };
  }
}
