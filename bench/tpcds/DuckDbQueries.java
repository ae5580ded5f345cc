import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import peers.Harness;

/** DuckDB through JDBC, in process, set up as by the peers' harness, and with Spark's order of null. */
public final class DuckDbQueries {
  private DuckDbQueries() {}

  public static void main(String[] arguments) throws Exception {
    if (!arguments[0].equals("tpcds")) {
      System.err.println("duckdb-ours: no " + arguments[0]);
      System.exit(3);
    }
    Connection duck = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = duck.createStatement()) {
      statement.execute("set threads = " + Harness.threads());
      String memory = System.getenv().getOrDefault("PEERS_HEAP", "6g").replace("g", "GB");
      statement.execute("set memory_limit = '" + memory + "'");
      statement.execute("set preserve_insertion_order = false");
      statement.execute("set temp_directory = '" + Harness.work("duck-tmp") + "'");
      statement.execute("set default_null_order = 'NULLS_FIRST_ON_ASC_LAST_ON_DESC'");
      for (Map.Entry<String, String> table : OtherEngines.tables().entrySet())
        statement.execute(
            "create view %s as select * from read_parquet('%s')"
                .formatted(table.getKey(), table.getValue()));
    }
    new OtherEngines("duckdb-ours", (query, sum) -> rows(duck, query, sum)).measure();
  }

  private static void rows(Connection duck, String query, Harness.RowSum sum) throws Exception {
    try (Statement statement = duck.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      int count = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= count; i++) row.append(Harness.cell(rows.getObject(i))).append('|');
        sum.add(row.toString());
      }
    }
  }
}
