package io.brasa.connectors.parquet;

import java.sql.Array;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** DuckDB in this process: the other reader and writer of Parquet files. */
final class DuckDb implements AutoCloseable {
  private final Connection connection;

  DuckDb() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    run("set threads=1");
    run("set TimeZone='UTC'");
  }

  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Rows as {@link Rows} has them. */
  List<List<Object>> rows(String sql) throws SQLException {
    List<List<Object>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery(sql)) {
      int count = results.getMetaData().getColumnCount();
      while (results.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= count; i++) row.add(value(results.getObject(i)));
        rows.add(row);
      }
    }
    return rows;
  }

  private static Object value(Object value) throws SQLException {
    return switch (value) {
      case null -> null;
      case Date date -> date.toLocalDate();
      case OffsetDateTime time -> time.toInstant();
      case Timestamp time -> time.toLocalDateTime();
      case Blob blob -> Rows.comparable(blob.getBytes(1, (int) blob.length()));
      case byte[] bytes -> Rows.comparable(bytes);
      case Array array -> {
        List<Object> list = new ArrayList<>();
        for (Object element : (Object[]) array.getArray()) list.add(value(element));
        yield list;
      }
      case Struct struct -> {
        List<Object> list = new ArrayList<>();
        for (Object field : struct.getAttributes()) list.add(value(field));
        yield list;
      }
      case Map<?, ?> map -> {
        Map<Object, Object> values = new java.util.LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet())
          values.put(value(entry.getKey()), value(entry.getValue()));
        yield values;
      }
      case Object[] array -> {
        List<Object> list = new ArrayList<>();
        for (Object element : array) list.add(value(element));
        yield list;
      }
      default -> Rows.comparable(value);
    };
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
