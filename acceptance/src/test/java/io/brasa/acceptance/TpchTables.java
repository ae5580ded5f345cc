package io.brasa.acceptance;

import io.brasa.sql.BrasaSession;
import io.trino.tpch.CustomerGenerator;
import io.trino.tpch.Distributions;
import io.trino.tpch.LineItemGenerator;
import io.trino.tpch.NationGenerator;
import io.trino.tpch.OrderGenerator;
import io.trino.tpch.PartGenerator;
import io.trino.tpch.PartSupplierGenerator;
import io.trino.tpch.RegionGenerator;
import io.trino.tpch.SupplierGenerator;
import io.trino.tpch.TextPool;
import io.trino.tpch.TpchEntity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * The tables of TPC-H at a scale, as Parquet files: a generator's lines, read and written by our
 * own formats. Texts are taken from a smaller pool than the standard's, which only makes them less
 * various.
 */
record TpchTables(Path folder) {
  private static final int POOL_BYTES = 2 << 20;

  /** A table and its columns. Numbers are long, as far as they are whole. */
  record Table(String name, String columns, Iterable<? extends TpchEntity> rows) {}

  /**
   * Makes all tables.
   *
   * @param fileCount how many files the large ones have
   */
  static TpchTables make(Path folder, double scale, int fileCount) {
    try (BrasaSession session = BrasaSession.builder().master("local[2]").build()) {
      for (Table table : tables(scale)) {
        Path lines = folder.resolve(table.name + ".tbl");
        write(table, lines);
        session
            .read()
            .option("sep", "|")
            .schema(table.columns)
            .csv(lines.toString())
            .repartition(scale * 1_000 < 1 || table.name.length() == 6 ? 1 : fileCount)
            .write()
            .parquet(folder.resolve(table.name).toString());
        Files.delete(lines);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TpchTables(folder);
  }

  static final List<String> NAMES =
      List.of("region", "nation", "supplier", "customer", "part", "partsupp", "orders", "lineitem");

  private static List<Table> tables(double scale) {
    Distributions words = Distributions.getDefaultDistributions();
    TextPool pool = new TextPool(POOL_BYTES, words);
    Supplier<TextPool> text = () -> pool;
    return List.of(
        new Table(
            "region",
            "r_regionkey BIGINT, r_name STRING, r_comment STRING",
            new RegionGenerator(words, text)),
        new Table(
            "nation",
            "n_nationkey BIGINT, n_name STRING, n_regionkey BIGINT, n_comment STRING",
            new NationGenerator(words, text)),
        new Table(
            "supplier",
            "s_suppkey BIGINT, s_name STRING, s_address STRING, s_nationkey BIGINT, s_phone STRING,"
                + " s_acctbal DECIMAL(15,2), s_comment STRING",
            new SupplierGenerator(scale, 1, 1, words, text)),
        new Table(
            "customer",
            "c_custkey BIGINT, c_name STRING, c_address STRING, c_nationkey BIGINT, c_phone STRING,"
                + " c_acctbal DECIMAL(15,2), c_mktsegment STRING, c_comment STRING",
            new CustomerGenerator(scale, 1, 1, words, text)),
        new Table(
            "part",
            "p_partkey BIGINT, p_name STRING, p_mfgr STRING, p_brand STRING, p_type STRING, p_size"
                + " INT, p_container STRING, p_retailprice DECIMAL(15,2), p_comment STRING",
            new PartGenerator(scale, 1, 1, words, text)),
        new Table(
            "partsupp",
            "ps_partkey BIGINT, ps_suppkey BIGINT, ps_availqty INT, ps_supplycost DECIMAL(15,2),"
                + " ps_comment STRING",
            new PartSupplierGenerator(scale, 1, 1, text)),
        new Table(
            "orders",
            "o_orderkey BIGINT, o_custkey BIGINT, o_orderstatus STRING, o_totalprice DECIMAL(15,2),"
                + " o_orderdate DATE, o_orderpriority STRING, o_clerk STRING, o_shippriority INT,"
                + " o_comment STRING",
            new OrderGenerator(scale, 1, 1, words, text)),
        new Table(
            "lineitem",
            "l_orderkey BIGINT, l_partkey BIGINT, l_suppkey BIGINT, l_linenumber INT, l_quantity"
                + " DECIMAL(15,2), l_extendedprice DECIMAL(15,2), l_discount DECIMAL(15,2), l_tax"
                + " DECIMAL(15,2), l_returnflag STRING, l_linestatus STRING, l_shipdate DATE,"
                + " l_commitdate DATE, l_receiptdate DATE, l_shipinstruct STRING, l_shipmode STRING,"
                + " l_comment STRING",
            new LineItemGenerator(scale, 1, 1, words, text)));
  }

  /** Lines end in a separator, which would begin another column. */
  private static void write(Table table, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    try (Writer out = Files.newBufferedWriter(file)) {
      for (TpchEntity row : table.rows) {
        String line = row.toLine();
        out.write(line, 0, line.endsWith("|") ? line.length() - 1 : line.length());
        out.write('\n');
      }
    }
  }

  /** Makes the tables known to both engines. */
  void open(BrasaSession session) {
    for (String name : NAMES)
      session.read().parquet(folder.resolve(name).toString()).createOrReplaceTempView(name);
  }

  void open(DuckDb duck) {
    for (String name : NAMES) duck.view(name, folder.resolve(name));
  }

  /** The text of a query, 1 to 22, as the specification has it with its validation parameters. */
  static String query(int number) {
    Path checkout = Path.of(System.getProperty("brasa.checkout", ".."));
    try {
      return Files.readString(checkout.resolve("sql/src/test/resources/tpch/q" + number + ".sql"))
          .strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
