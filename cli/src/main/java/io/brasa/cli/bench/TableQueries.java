package io.brasa.cli.bench;

import io.brasa.sql.BrasaSession;
import io.brasa.sql.DataFrame;
import io.brasa.sql.Row;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The queries of a benchmark over its tables on Parquet, one after the other, each with all its
 * rows fetched: the 22 of TPC-H, and the 99 of TPC-DS, four of them in two variants.
 */
final class TableQueries {
  private static final List<String> TPCH =
      List.of("region", "nation", "supplier", "customer", "part", "partsupp", "orders", "lineitem");

  private static final List<String> TPCDS =
      List.of(
          "call_center",
          "catalog_page",
          "catalog_returns",
          "catalog_sales",
          "customer",
          "customer_address",
          "customer_demographics",
          "date_dim",
          "household_demographics",
          "income_band",
          "inventory",
          "item",
          "promotion",
          "reason",
          "ship_mode",
          "store",
          "store_returns",
          "store_sales",
          "time_dim",
          "warehouse",
          "web_page",
          "web_returns",
          "web_sales",
          "web_site");

  /** Of TPC-DS, those of two variants. */
  private static final Set<Integer> TWICE = Set.of(14, 23, 24, 39);

  private final String benchmark;
  private final List<String> tables;
  private final List<String> queries;
  private final Supplier<BrasaSession> sessions;
  private final Path folder;
  private final QueryTimes times = new QueryTimes("queries_s");
  private BrasaSession session;

  private TableQueries(
      String benchmark,
      List<String> tables,
      List<String> queries,
      Supplier<BrasaSession> sessions,
      Path folder) {
    this.benchmark = benchmark;
    this.tables = tables;
    this.queries = queries;
    this.sessions = sessions;
    this.folder = folder;
  }

  /**
   * @param session made when the first repetition begins, which it is a part of
   * @param folder holds a {@code TABLE.parquet} each, files or folders of files
   */
  static Workload tpch(Supplier<BrasaSession> session, Path folder) {
    List<String> queries = new ArrayList<>();
    for (int query = 1; query <= 22; query++) queries.add(String.valueOf(query));
    return new TableQueries("tpch", TPCH, queries, session, folder)::run;
  }

  /** As {@link #tpch}. */
  static Workload tpcds(Supplier<BrasaSession> session, Path folder) {
    return new TableQueries("tpcds", TPCDS, tpcdsNames(), session, folder)::run;
  }

  static List<String> tpcdsNames() {
    List<String> queries = new ArrayList<>();
    for (int query = 1; query <= 99; query++) {
      if (TWICE.contains(query)) queries.addAll(List.of(query + "a", query + "b"));
      else queries.add(String.valueOf(query));
    }
    return queries;
  }

  private String run(Map<String, Object> details) {
    times.begin();
    ResultSum all = new ResultSum();
    List<String> sums = new ArrayList<>();
    for (String query : queries) {
      long started = System.nanoTime();
      if (session == null) openTables();
      ResultSum sum = sumOf(session.sql(text(benchmark + "/q" + query + ".sql")));
      times.add(started);
      all.add(query + "=" + sum);
      sums.add(query + "=" + sum);
    }
    times.describe(details);
    details.put("sums", sums);
    return all.toString();
  }

  private void openTables() {
    session = sessions.get();
    for (String table : tables) {
      Path path = folder.resolve(table + ".parquet");
      String files = Files.isDirectory(path) ? path + "/*.parquet" : path.toString();
      session.read().parquet(files).createOrReplaceTempView(table);
    }
  }

  static ResultSum sumOf(DataFrame rows) {
    ResultSum sum = new ResultSum();
    for (Row row : rows.collectAsList()) sum.add(row);
    return sum;
  }

  /** The text of a query among this package's resources. */
  static String text(String name) {
    try (InputStream in = TableQueries.class.getResourceAsStream(name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      return text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
