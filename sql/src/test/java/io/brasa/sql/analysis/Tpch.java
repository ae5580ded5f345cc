package io.brasa.sql.analysis;

import io.brasa.columnar.source.ColumnStatistics;
import io.brasa.columnar.source.TableStatistics;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.StructType;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The tables of TPC-H at scale one: columns, and what is known of them. */
public final class Tpch implements Tables {
  private static final DataType MONEY = new DecimalType(15, 2);

  private final Map<String, KnownSource> tables = new LinkedHashMap<>();

  public Tpch() {
    table("region", 5).key("r_regionkey", 5).text("r_name", 5).text("r_comment", 5).add();
    table("nation", 25)
        .key("n_nationkey", 25)
        .text("n_name", 25)
        .key("n_regionkey", 5)
        .text("n_comment", 25)
        .add();
    table("supplier", 10_000)
        .key("s_suppkey", 10_000)
        .text("s_name", 10_000)
        .text("s_address", 10_000)
        .key("s_nationkey", 25)
        .text("s_phone", 10_000)
        .money("s_acctbal", 9_955, -1_000, 10_000)
        .text("s_comment", 10_000)
        .add();
    table("customer", 150_000)
        .key("c_custkey", 150_000)
        .text("c_name", 150_000)
        .text("c_address", 150_000)
        .key("c_nationkey", 25)
        .text("c_phone", 150_000)
        .money("c_acctbal", 140_187, -1_000, 10_000)
        .text("c_mktsegment", 5)
        .text("c_comment", 149_968)
        .add();
    table("part", 200_000)
        .key("p_partkey", 200_000)
        .text("p_name", 199_997)
        .text("p_mfgr", 5)
        .text("p_brand", 25)
        .text("p_type", 150)
        .key("p_size", 50)
        .text("p_container", 40)
        .money("p_retailprice", 20_899, 900, 2_100)
        .text("p_comment", 131_753)
        .add();
    table("partsupp", 800_000)
        .key("ps_partkey", 200_000)
        .key("ps_suppkey", 10_000)
        .key("ps_availqty", 9_999)
        .money("ps_supplycost", 99_865, 1, 1_000)
        .text("ps_comment", 799_124)
        .add();
    table("orders", 1_500_000)
        .key("o_orderkey", 1_500_000)
        .key("o_custkey", 99_996)
        .text("o_orderstatus", 3)
        .money("o_totalprice", 1_464_556, 850, 560_000)
        .date("o_orderdate", 2_406, "1992-01-01", "1998-08-02")
        .text("o_orderpriority", 5)
        .text("o_clerk", 1_000)
        .key("o_shippriority", 1)
        .text("o_comment", 1_482_071)
        .add();
    table("lineitem", 6_001_215)
        .key("l_orderkey", 1_500_000)
        .key("l_partkey", 200_000)
        .key("l_suppkey", 10_000)
        .key("l_linenumber", 7)
        .money("l_quantity", 50, 1, 50)
        .money("l_extendedprice", 933_900, 900, 105_000)
        .money("l_discount", 11, 0, 0.1)
        .money("l_tax", 9, 0, 0.08)
        .text("l_returnflag", 3)
        .text("l_linestatus", 2)
        .date("l_shipdate", 2_526, "1992-01-02", "1998-12-01")
        .date("l_commitdate", 2_466, "1992-01-31", "1998-10-31")
        .date("l_receiptdate", 2_554, "1992-01-04", "1998-12-31")
        .text("l_shipinstruct", 4)
        .text("l_shipmode", 7)
        .text("l_comment", 4_580_667)
        .add();
  }

  /** The text of a query, 1 to 22. */
  public static String query(int number) {
    try (InputStream in = Tpch.class.getResourceAsStream("/tpch/q" + number + ".sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<Relation> find(List<String> name) {
    KnownSource source = tables.get(name.getLast().toLowerCase());
    return source == null || name.size() > 1
        ? Optional.empty()
        : Optional.of(new Relation.Opened(source, Origin.NONE));
  }

  @Override
  public List<String> names() {
    return List.copyOf(tables.keySet());
  }

  private Table table(String name, long rows) {
    return new Table(name, rows);
  }

  private final class Table {
    private final String name;
    private final long rows;
    private StructType schema = new StructType();
    private final Map<Integer, ColumnStatistics> columns = new HashMap<>();

    Table(String name, long rows) {
      this.name = name;
      this.rows = rows;
    }

    private Table column(String column, DataType type, long distinct, Object min, Object max) {
      schema = schema.add(column, type, false);
      columns.put(
          columns.size(),
          new ColumnStatistics(
              OptionalLong.of(distinct),
              OptionalLong.of(0),
              Optional.ofNullable(min),
              Optional.ofNullable(max),
              OptionalDouble.empty()));
      return this;
    }

    Table key(String column, long distinct) {
      return column(column, AtomicType.LONG, distinct, 1L, distinct);
    }

    Table text(String column, long distinct) {
      return column(column, AtomicType.STRING, distinct, null, null);
    }

    Table money(String column, long distinct, double min, double max) {
      return column(
          column,
          MONEY,
          distinct,
          BigDecimal.valueOf(min).setScale(2),
          BigDecimal.valueOf(max).setScale(2));
    }

    Table date(String column, long distinct, String min, String max) {
      return column(column, AtomicType.DATE, distinct, LocalDate.parse(min), LocalDate.parse(max));
    }

    void add() {
      tables.put(
          name, new KnownSource(name, schema, new TableStatistics(rows, rows * 100, columns)));
    }
  }
}
