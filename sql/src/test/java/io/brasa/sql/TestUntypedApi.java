package io.brasa.sql;

import static io.brasa.sql.functions.avg;
import static io.brasa.sql.functions.col;
import static io.brasa.sql.functions.count;
import static io.brasa.sql.functions.expr;
import static io.brasa.sql.functions.lit;
import static io.brasa.sql.functions.max;
import static io.brasa.sql.functions.sum;
import static io.brasa.sql.functions.when;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brasa.columnar.type.DataTypes;
import io.brasa.columnar.type.StructType;
import io.brasa.core.RDD;
import io.brasa.core.block.StorageLevel;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every method of DataFrames and columns once, on rows in memory. */
final class TestUntypedApi {
  private static final StructType PEOPLE =
      new StructType()
          .add("name", DataTypes.StringType)
          .add("team", DataTypes.StringType)
          .add("age", DataTypes.IntegerType)
          .add("pay", DataTypes.DoubleType);

  private static BrasaSession session;
  private static DataFrame people;
  private static DataFrame teams;

  @BeforeAll
  static void open() {
    session = BrasaSession.builder().master("local[2]").config("sql.partitions", 3).build();
    people =
        session.createDataFrame(
            List.of(
                Row.of("ann", "red", 30, 10.0),
                Row.of("bob", "red", 20, 20.0),
                Row.of("cid", "blue", null, 30.0),
                Row.of("dot", null, 40, null)),
            PEOPLE);
    teams =
        session.createDataFrame(
            List.of(Row.of("red", 1L), Row.of("blue", 2L), Row.of("grey", 3L)),
            new StructType().add("team", DataTypes.StringType).add("rank", DataTypes.LongType));
  }

  @AfterAll
  static void close() {
    session.close();
  }

  private static List<Object> column(DataFrame frame) {
    List<Object> values = new ArrayList<>();
    for (Row row : frame.collectAsList()) values.add(row.get(0));
    return values;
  }

  private static Set<String> set(DataFrame frame) {
    Set<String> rows = new TreeSet<>();
    for (Row row : frame.collectAsList()) rows.add(row.toString());
    return rows;
  }

  private static void assertFails(SqlError code, String text, Runnable action) {
    EngineException error = assertThrows(EngineException.class, action::run);
    assertEquals(code, error.code(), error.getMessage());
    assertTrue(error.getMessage().contains(text), error.getMessage());
  }

  // ---- columns

  @Test
  void columnsAreChosenByNameByColumnAndByText() {
    assertEquals(List.of("ann", "bob", "cid", "dot"), column(people.select("name")));
    assertEquals(List.of("ann", "bob", "cid", "dot"), column(people.select(people.col("name"))));
    assertEquals(
        Arrays.asList(31, 21, null, 41), column(people.selectExpr("age + 1 AS next", "name")));
    assertArrayEquals(new String[] {"(age + 1)"}, people.select(col("age").plus(1)).columns());
    assertArrayEquals(
        new String[] {"name", "team", "age", "pay"}, people.select(col("*")).columns());
  }

  @Test
  void columnsAreAddedRenamedAndDropped() {
    DataFrame more = people.withColumn("old", col("age").gt(25));
    assertEquals(Arrays.asList(true, false, null, true), column(more.select("old")));
    assertEquals(
        Arrays.asList("31", "21", null, "41"),
        column(people.withColumn("AGE", col("age").plus(1).cast("string")).select("age")));
    assertArrayEquals(
        new String[] {"name", "team", "years", "pay"},
        people.withColumnRenamed("age", "years").columns());
    assertArrayEquals(
        new String[] {"name", "pay"}, people.drop("team", "age", "nothing").columns());
    assertArrayEquals(
        new String[] {"name", "age", "pay"}, people.drop(people.col("team")).columns());
    assertArrayEquals(new String[] {"a", "b", "c", "d"}, people.toDF("a", "b", "c", "d").columns());
    assertFails(SqlError.TYPE_MISMATCH, "toDF", () -> people.toDF("a"));
    assertEquals("{name=string, team=string, age=int, pay=double}", people.dtypes().toString());
    assertEquals("[team: string, rank: bigint]", teams.toString());
  }

  @Test
  void operatorsOfColumnsComputeWhatTheirNamesSay() {
    Row row =
        people
            .filter(col("name").equalTo("ann"))
            .select(
                col("age").minus(1),
                col("age").multiply(2),
                col("age").divide(4),
                col("age").mod(7),
                col("age").between(30, 31),
                col("name").isin("ann", "bob"),
                col("name").like("a%"),
                col("name").startsWith("an"),
                col("name").endsWith("x"),
                col("name").contains("n"),
                col("name").substr(2, 2),
                col("age").isNull(),
                col("age").isNotNull().and(lit(true)),
                col("age").eqNullSafe(null),
                col("age").notEqual(30).or(col("age").leq(30)),
                col("age").cast(DataTypes.LongType),
                col("name").try_cast("int"),
                when(col("age").lt(20), "young").when(col("age").geq(30), "old").otherwise("mid"))
            .head();
    assertEquals(
        "[29,60,7.5,2,true,true,true,true,false,true,nn,false,true,false,true,30,null,old]",
        row.toString());
  }

  @Test
  void wrongUsesOfColumnsAreToldWithTheLine() {
    assertFails(SqlError.COLUMN_NOT_FOUND, "aeg", () -> people.select("aeg"));
    assertFails(
        SqlError.COLUMN_NOT_FOUND, "TestUntypedApi.java:", () -> people.filter(col("aeg").gt(1)));
    assertFails(SqlError.COLUMN_NOT_FOUND, "age", () -> people.col("aeg"));
    assertFails(SqlError.EXPRESSION_MISPLACED, "order", () -> people.select(col("age").desc()));
    assertFails(SqlError.EXPRESSION_MISPLACED, "when", () -> col("age").otherwise(1));
    assertFails(SqlError.TYPE_MISMATCH, "Object", () -> lit(new Object()));
    assertFails(SqlError.SQL_SYNTAX, "", () -> people.selectExpr("1 +"));
    assertFails(SqlError.COLUMN_NOT_FOUND, "rank", () -> people.select(teams.col("rank")));
  }

  // ---- rows

  @Test
  void rowsAreFilteredSortedAndCut() {
    assertEquals(List.of("ann", "dot"), column(people.where("age >= 30")));
    assertEquals(List.of("dot", "ann", "bob", "cid"), column(people.orderBy(col("age").desc())));
    assertEquals(List.of("cid", "bob", "ann", "dot"), column(people.sort("age")));
    assertEquals(
        List.of("cid", "dot", "ann", "bob"), column(people.sort(col("age").desc_nulls_first())));
    assertEquals(List.of("bob", "ann"), column(people.orderBy("age").offset(1).limit(2)));
    assertEquals(4, people.sortWithinPartitions("age").count());
    assertEquals("ann", people.first().getAs("name"));
    assertEquals("[dot,null,40,null]", people.tail(1)[0].toString());
    assertEquals(2, people.head(2).length);
    assertFalse(people.isEmpty());
    assertTrue(people.limit(0).isEmpty());
  }

  @Test
  void samplesAreTheSameForASeed() {
    DataFrame numbers = session.range(0, 10_000, 1, 4);
    long first = numbers.sample(0.3, 5).count();
    assertEquals(first, numbers.sample(0.3, 5).count());
    assertTrue(first > 2_500 && first < 3_500, "" + first);
    DataFrame[] parts = numbers.randomSplit(new double[] {1, 3}, 7);
    assertEquals(10_000, parts[0].count() + parts[1].count());
    assertFails(SqlError.INVALID_ARGUMENT_VALUE, "sample", () -> numbers.sample(1.5, 1));
  }

  @Test
  void duplicatesGoByAllColumnsOrSome() {
    DataFrame twice = people.union(people);
    assertEquals(4, twice.distinct().count());
    assertEquals(3, twice.dropDuplicates("team").count());
    assertEquals(4, twice.dropDuplicates().count());
  }

  // ---- groups

  @Test
  void groupsAreAggregated() {
    assertEquals(Set.of("[red,2]", "[blue,1]", "[null,1]"), set(people.groupBy("team").count()));
    assertEquals(
        Set.of("[red,30.0,20]", "[blue,30.0,null]", "[null,null,40]"),
        set(people.groupBy(col("team")).agg(sum("pay"), functions.min("age"))));
    assertEquals(
        Set.of("[red,50,30.0]", "[blue,null,30.0]", "[null,40,null]"),
        set(people.groupBy("team").sum()));
    assertEquals(Set.of("[40,4]"), set(people.agg(max("age"), count("*"))));
    assertEquals(Set.of("[40]"), set(people.agg(Map.of("age", "max"))));
    assertArrayEquals(
        new String[] {"team", "avg(pay)"}, people.groupBy("team").avg("pay").columns());
    assertEquals(4, people.rollup("team").count().count());
    assertEquals(10, people.cube("team", "name").count().count() - 2);
    assertFails(SqlError.EXPRESSION_MISPLACED, "pivot", () -> people.rollup("team").pivot("age"));
  }

  @Test
  void windowsSeeTheRowsAround() {
    assumeTrue(session.catalog().functionExists("row_number"));
    WindowSpec byTeam = Window.partitionBy("team").orderBy(col("pay").desc());
    assertEquals(
        Set.of("[ann,2]", "[bob,1]", "[cid,1]", "[dot,1]"),
        set(people.select(col("name"), functions.row_number().over(byTeam).as("place"))));
    WindowSpec running =
        Window.orderBy("name").rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    assertEquals(
        List.of(10.0, 30.0, 60.0, 60.0),
        column(people.select(sum("pay").over(running).as("s"), col("name")).orderBy("name")));
    assertFails(SqlError.EXPRESSION_MISPLACED, "window", () -> col("age").over(byTeam));
  }

  // ---- several inputs

  @Test
  void joinsGoByNamesAndConditions() {
    assertEquals(3, people.join(teams, "team").count());
    assertArrayEquals(
        new String[] {"team", "name", "age", "pay", "rank"}, people.join(teams, "team").columns());
    Column condition = people.col("team").equalTo(teams.col("team"));
    assertEquals(3, people.join(teams, condition).count());
    assertEquals(4, people.join(teams, condition, "left").count());
    assertEquals(5, people.join(teams, condition, "full_outer").count());
    assertEquals(4, people.join(teams, "team", "right").count());
    assertEquals(3, people.join(teams, condition, "left_semi").count());
    assertEquals(List.of("dot"), column(people.join(teams, condition, "leftanti").select("name")));
    assertEquals(12, people.crossJoin(teams).count());
    assertEquals(12, people.join(teams).count());
    assertFails(
        SqlError.INVALID_ARGUMENT_VALUE, "inner", () -> people.join(teams, condition, "iner"));
    assertFails(
        SqlError.COLUMN_AMBIGUOUS, "team", () -> people.join(teams, condition).select("team"));
  }

  @Test
  void aliasesTellTheSidesOfSelfJoinsApart() {
    DataFrame pairs =
        people
            .as("a")
            .join(
                people.as("b"),
                col("a.team").equalTo(col("b.team")).and(col("a.age").lt(col("b.age"))))
            .select("a.name", "b.name");
    assertEquals(Set.of("[bob,ann]"), set(pairs));
  }

  @Test
  void setsAreCombined() {
    DataFrame some = people.limit(2);
    assertEquals(6, people.union(some).count());
    assertEquals(2, people.intersect(some).count());
    assertEquals(2, people.intersectAll(some).count());
    assertEquals(2, people.except(some).count());
    assertEquals(2, people.exceptAll(some).count());
    DataFrame turned = teams.select("rank", "team");
    assertEquals(6, teams.unionByName(turned).count());
    assertEquals(5, teams.unionByName(people.select("team").limit(2), true).select("rank").count());
    assertFails(SqlError.TYPE_MISMATCH, "", () -> teams.union(people));
  }

  @Test
  void queriesAreValuesInOthers() {
    Column oldest = people.agg(max("age")).scalar();
    assertEquals(List.of("dot"), column(people.filter(col("age").equalTo(oldest))));
    assertEquals(4, people.filter(teams.exists()).count());
  }

  // ---- partitions and datasets

  @Test
  void partitionsAreMadeAsAsked() {
    DataFrame numbers = session.range(0, 1_000, 1, 4);
    assertEquals(7, numbers.repartition(7).rdd().getNumPartitions());
    assertEquals(2, numbers.coalesce(2).rdd().getNumPartitions());
    assertEquals(1_000, numbers.repartition(5, col("id")).distinct().count());
    assertEquals(1_000, numbers.repartition(col("id")).count());
    assertFails(SqlError.INVALID_ARGUMENT_VALUE, "repartition", () -> numbers.repartition(0));
  }

  @Test
  void rowsGoToDatasetsAndBack() {
    RDD<Row> rows = people.rdd();
    assertEquals(people.collectAsList(), rows.collect());
    RDD<Row> older =
        rows.filter(row -> !row.isNullAt(2))
            .map(row -> Row.of(row.getString(0), row.getInt(2) + 1));
    StructType schema =
        new StructType().add("name", DataTypes.StringType).add("age", DataTypes.IntegerType);
    DataFrame back = session.createDataFrame(older, schema);
    assertEquals(List.of("bob", "ann", "dot"), column(back.orderBy("age")));
    assertEquals(3, back.join(people, "name").count());
    Iterator<Row> one = back.toLocalIterator();
    assertEquals(Row.of("ann", 31), one.next());
    DataFrame wrong = session.createDataFrame(rows.map(row -> Row.of(1, 2)), schema);
    assertFails(SqlError.TYPE_MISMATCH, "name", wrong::collect);
  }

  @Test
  void keptRowsAreComputedOnce() {
    var counter = session.context().longAccumulator("calls");
    session
        .udf()
        .register(
            "counted",
            (Integer value) -> {
              counter.add(1);
              return value;
            },
            DataTypes.IntegerType);
    DataFrame kept = people.select(expr("counted(age) AS age"), col("name")).cache();
    assertEquals(StorageLevel.MEMORY_AND_DISK, kept.storageLevel());
    for (int i = 0; i < 3; i++) assertEquals(4, kept.collectAsList().size());
    assertEquals(2, kept.filter("age >= 30").count());
    assertEquals(4, counter.value());
    kept.unpersist();
    assertEquals(StorageLevel.NONE, kept.storageLevel());
    assertEquals(4, kept.collect().length);
    assertEquals(8, counter.value());
  }

  @Test
  void functionsOfTheProgramAreCalledFromBothSides() {
    UserDefinedFunction twice =
        session
            .udf()
            .register(
                "twice", (String text) -> text == null ? null : text + text, DataTypes.StringType);
    assertEquals(
        Arrays.asList("redred", "redred", "blueblue", null),
        column(people.select(twice.apply(col("team")))));
    people.createOrReplaceTempView("people");
    assertEquals(
        List.of("annann"), column(session.sql("SELECT twice(name) FROM people WHERE age = 30")));
    assertFails(SqlError.ARGUMENT_MISMATCH, "twice", () -> twice.apply());
  }

  // ---- nulls and statistics

  @Test
  void nullsAreDroppedFilledAndReplaced() {
    assertEquals(List.of("ann", "bob"), column(people.na().drop()));
    assertEquals(List.of("ann", "bob", "dot"), column(people.na().drop(new String[] {"age"})));
    assertEquals(4, people.na().drop("all").count());
    assertEquals(3, people.na().drop(3).count());
    assertEquals(List.of(30, 20, 0, 40), column(people.na().fill(0).select("age")));
    assertEquals(
        List.of("red", "red", "blue", "none"), column(people.na().fill("none").select("team")));
    assertEquals(
        List.of(30, 20, -1, 40), column(people.na().fill(Map.of("age", -1L)).select("age")));
    assertEquals(
        Arrays.asList("RED", "RED", "blue", null),
        column(people.na().replace("team", Map.of("red", "RED")).select("team")));
  }

  @Test
  void figuresOfColumnsAreShownAsText() {
    List<Row> rows = people.describe("age", "name").collectAsList();
    assertEquals(Row.of("count", "3", "4"), rows.get(0));
    assertEquals(Row.of("mean", "30.0", null), rows.get(1));
    assertEquals(Row.of("stddev", "10.0", null), rows.get(2));
    assertEquals(Row.of("min", "20", "ann"), rows.get(3));
    assertEquals(Row.of("max", "40", "dot"), rows.get(4));
    assertEquals(List.of("count", "max"), column(people.summary("count", "max")));
    assertFails(SqlError.INVALID_ARGUMENT_VALUE, "modus", () -> people.summary("modus"));
    assertEquals(-1.0, people.stat().corr("age", "pay"), 1e-12);
    assertEquals(-50.0, people.stat().cov("age", "pay"), 1e-12);
    assertFails(SqlError.COLUMN_NOT_FOUND, "a", () -> people.stat().crosstab("a", "b"));
  }

  // ---- showing

  @Test
  void rowsAreShownAsTablesAndLists() {
    assertEquals(
        """
        +----+----+----+----+
        |name|team| age| pay|
        +----+----+----+----+
        | ann| red|  30|10.0|
        | bob| red|  20|20.0|
        | cid|blue|NULL|30.0|
        +----+----+----+----+
        only showing top 3 rows
        """,
        people.showString(3, 20));
    assertEquals(
        """
        -RECORD 0----
         name | ann\s\s
         team | red\s\s
         age  | 30\s\s\s
         pay  | 10.0\s
        only showing top 1 row
        """,
        people.showString(1, 20, true));
    assertEquals(
        """
        +-----+
        |x    |
        +-----+
        |ab...|
        +-----+
        """
            .replace("|x    |", "|    x|"),
        session.sql("SELECT 'abcdefgh' AS x").showString(20, 5));
    assertTrue(people.explainString("simple").startsWith("== Physical Plan =="));
    assertTrue(people.explainString("extended").contains("== Optimized Logical Plan =="));
    assertFails(SqlError.INVALID_ARGUMENT_VALUE, "loud", () -> people.explain("loud"));
  }

  @Test
  void hintsAreKnownByName() {
    assertEquals(set(people), set(people.hint("broadcast")));
    assertFails(SqlError.INVALID_ARGUMENT_VALUE, "broadcast", () -> people.hint("brodcast"));
    assertEquals(2, people.transform(frame -> frame.limit(2)).count());
    assertEquals(22.5, people.withColumn("x", lit(22.5)).agg(avg("x")).head().getDouble(0));
  }

  @Test
  void rowsAreGroupedByStretchesOfTimeAndSessions() {
    DataFrame seen =
        session.sql(
            "SELECT * FROM VALUES (TIMESTAMP'2024-03-01 10:01:00Z', 'a'),"
                + " (TIMESTAMP'2024-03-01 10:04:00Z', 'b'),"
                + " (TIMESTAMP'2024-03-01 10:21:00Z', 'a'), (NULL, 'a') AS t(at, who)");
    DataFrame counted = seen.groupBy(functions.window(col("at"), "10 minutes")).count();
    assertArrayEquals(new String[] {"window", "count"}, counted.columns());
    assertEquals(Set.of("[2]", "[1]"), set(counted.select("count")));
    assertEquals(
        Set.of("[1,1]", "[2,1]"),
        set(
            seen.groupBy(col("who"), functions.session_window(col("at"), "5 minutes"))
                .agg(count(lit(1)).as("n"))
                .groupBy("who")
                .agg(count(lit(1)), sum("n"))
                .selectExpr("`count(1)`", "`sum(n)` / `count(1)`")
                .selectExpr("`count(1)`", "int(`(sum(n) / count(1))`)")));
    assertEquals(6, seen.select(functions.window(col("at"), "10 minutes", "5 minutes")).count());
  }
}
