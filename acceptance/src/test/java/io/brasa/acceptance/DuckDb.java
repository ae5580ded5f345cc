package io.brasa.acceptance;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The engine that ours is compared with, in this process. Not thread-safe. */
final class DuckDb implements AutoCloseable {
  private final Connection connection;

  DuckDb() {
    try {
      connection = DriverManager.getConnection("jdbc:duckdb:");
      run("SET threads = 2");
      run("SET memory_limit = '1GB'");
      run("SET TimeZone = 'UTC'");
      run("CREATE TYPE TIMESTAMP_NTZ AS TIMESTAMP");
      // As Spark does both.
      run("SET default_null_order = 'NULLS_FIRST_ON_ASC_LAST_ON_DESC'");
      run("SET integer_division = false");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void run(String statement) {
    try (Statement running = connection.createStatement()) {
      running.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }

  /** A view of the Parquet files of a folder. */
  void view(String name, Path folder) {
    run(
        "CREATE OR REPLACE VIEW "
            + name
            + " AS SELECT * FROM read_parquet('"
            + folder
            + "/*.parquet')");
  }

  /** The rows of the Parquet files of a folder, read once. */
  void table(String name, Path folder) {
    run(
        "CREATE OR REPLACE TABLE "
            + name
            + " AS SELECT * FROM read_parquet('"
            + folder
            + "/*.parquet')");
  }

  /** All rows of a query. A query that fails throws {@link SQLException}. */
  List<List<Object>> rows(String query) throws SQLException {
    return rows(query, Integer.MAX_VALUE);
  }

  /** As above, but no more than some. */
  List<List<Object>> rows(String query, int most) throws SQLException {
    List<List<Object>> rows = new ArrayList<>();
    // A statement that has failed once cannot be used again.
    try (Statement running = connection.createStatement();
        ResultSet result = running.executeQuery(query)) {
      int count = result.getMetaData().getColumnCount();
      while (rows.size() < most && result.next()) {
        List<Object> row = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) row.add(result.getObject(i));
        rows.add(row);
      }
    }
    return rows;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
