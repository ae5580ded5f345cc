package io.brasa.sql;

import static io.brasa.sql.functions.col;
import static io.brasa.sql.functions.lit;
import static io.brasa.sql.functions.sum;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.DataTypes;
import io.brasa.columnar.type.StructType;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Columns made rows, rows made columns, and other shapes of the same values. */
final class TestShapes {
  private static BrasaSession session;
  private static DataFrame sales;

  @BeforeAll
  static void open() {
    session = BrasaSession.builder().master("local[2]").config("sql.partitions", 2).build();
    sales =
        session.createDataFrame(
            List.of(
                Row.of("ann", "q1", 10),
                Row.of("ann", "q2", 20),
                Row.of("bob", "q1", 5),
                Row.of("bob", "q1", 7),
                Row.of("cid", null, 1)),
            new StructType()
                .add("name", DataTypes.StringType)
                .add("quarter", DataTypes.StringType)
                .add("paid", DataTypes.IntegerType));
  }

  @AfterAll
  static void close() {
    session.close();
  }

  private static List<String> rows(DataFrame frame) {
    return frame.collectAsList().stream().map(row -> row.toList().toString()).toList();
  }

  private static void assertFails(SqlError code, Runnable action) {
    assertEquals(code, assertThrows(EngineException.class, action::run).code());
  }

  @Test
  void pivotMakesColumnsOfValues() {
    DataFrame named = sales.groupBy("name").pivot("quarter", List.of("q1", "q2")).sum("paid");
    assertArrayEquals(new String[] {"name", "q1", "q2"}, named.columns());
    assertEquals(
        List.of("[ann, 10, 20]", "[bob, 12, null]", "[cid, null, null]"),
        rows(named.orderBy("name")));
  }

  @Test
  void pivotFindsTheValuesItself() {
    DataFrame found =
        sales
            .groupBy("name")
            .pivot("quarter")
            .agg(sum("paid").as("s"), functions.max("paid").as("m"));
    assertArrayEquals(
        new String[] {"name", "null_s", "null_m", "q1_s", "q1_m", "q2_s", "q2_m"}, found.columns());
    assertEquals("[cid, 1, 1, null, null, null, null]", rows(found.orderBy("name")).get(2));
  }

  @Test
  void unpivotMakesRowsOfColumns() {
    DataFrame wide = session.sql("SELECT 1 AS id, 2 AS a, CAST(NULL AS INT) AS b");
    Column[] ids = {col("id")};
    assertEquals(List.of("[1, a, 2]", "[1, b, null]"), rows(wide.unpivot(ids, "n", "v")));
    assertEquals(List.of("[1, b, null]"), rows(wide.melt(ids, new Column[] {col("b")}, "n", "v")));
    assertFails(
        SqlError.TYPE_MISMATCH, () -> wide.withColumn("b", lit("x")).unpivot(ids, "n", "v"));
  }

  @Test
  void transposeTurnsTheTable() {
    DataFrame turned =
        session.sql("SELECT * FROM VALUES ('y', 1, 2.5), ('x', 3, 4.5) AS t(k, a, b)").transpose();
    assertArrayEquals(new String[] {"key", "x", "y"}, turned.columns());
    assertEquals(List.of("[a, 3.0, 1.0]", "[b, 4.5, 2.5]"), rows(turned));
  }

  @Test
  void crosstabCountsPairs() {
    DataFrame counts = sales.stat().crosstab("name", "quarter").orderBy("name_quarter");
    assertArrayEquals(new String[] {"name_quarter", "null", "q1", "q2"}, counts.columns());
    assertEquals(List.of("[ann, 0, 1, 1]", "[bob, 0, 2, 0]", "[cid, 1, 0, 0]"), rows(counts));
  }

  @Test
  void frequentItemsAreThoseOfAShare() {
    assertEquals(List.of("[[q1]]"), rows(sales.stat().freqItems(new String[] {"quarter"}, 0.5)));
  }

  @Test
  void stratifiedSamplesTakeSharesOfValues() {
    DataFrame all = sales.stat().sampleBy("name", Map.of("ann", 1.0, "bob", 0.0), 7);
    assertEquals(List.of("[ann, q1, 10]", "[ann, q2, 20]"), rows(all.orderBy("paid")));
    assertFails(
        SqlError.INVALID_ARGUMENT_VALUE,
        () -> sales.stat().sampleBy("name", Map.of("ann", 2.0), 7));
  }

  @Test
  void toGivesTheColumnsOfASchema() {
    StructType schema =
        new StructType().add("PAID", DataTypes.LongType).add("note", DataTypes.StringType);
    DataFrame fitted = sales.to(schema);
    assertEquals(schema, fitted.schema());
    assertEquals("[10, null]", rows(fitted).getFirst());
    assertFails(
        SqlError.COLUMN_NOT_FOUND,
        () -> sales.to(new StructType().add("note", DataTypes.StringType, false)));
  }

  @Test
  void rowsAreWrittenAsJson() {
    assertEquals(
        List.of("[{\"name\":\"ann\",\"quarter\":\"q1\",\"paid\":10}]"),
        rows(sales.limit(1).toJSON()));
  }

  @Test
  void columnsAreFoundByExpressions() {
    assertArrayEquals(
        new String[] {"name", "paid"}, sales.select(sales.colRegex("`(n|p).*`")).columns());
  }

  @Test
  void groupingSetsAreThoseGiven() {
    DataFrame sets =
        sales
            .groupingSets(List.of(List.of(col("name")), List.of()), col("name"))
            .agg(sum("paid").as("s"));
    assertEquals(
        List.of("[null, 43]", "[ann, 30]", "[bob, 12]", "[cid, 1]"), rows(sets.orderBy("name")));
  }

  @Test
  void equalQueriesMeanTheSame() {
    DataFrame one = sales.filter(col("paid").gt(5)).select("name");
    DataFrame other = sales.filter(col("paid").gt(5)).select("name");
    assertTrue(one.sameSemantics(other));
    assertEquals(one.semanticHash(), other.semanticHash());
    assertFalse(one.sameSemantics(sales.filter(col("paid").gt(6)).select("name")));
  }

  @Test
  void fieldsOfStructsAreAddedReplacedAndDropped() {
    DataFrame nested =
        session.sql("SELECT named_struct('a', 1, 'b', named_struct('c', 2, 'd', 3)) AS s");
    Column s = col("s");
    assertEquals(
        List.of("[[1,[2,3],x], [9,[2,3]], [1,[2,7]], [1,[3]], [1]]"),
        rows(
            nested.select(
                s.withField("e", lit("x")),
                s.withField("A", lit(9)),
                s.withField("b.d", lit(7)),
                s.dropFields("b.c"),
                s.dropFields("b", "nothing"))));
  }
}
