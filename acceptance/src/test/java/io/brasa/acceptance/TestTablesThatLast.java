package io.brasa.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.ErrorCode;
import io.brasa.sql.BrasaSession;
import io.brasa.sql.DataFrame;
import io.brasa.sql.Row;
import io.brasa.sql.SaveMode;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.functions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of the catalog: what is said of them, what becomes of their rows. */
final class TestTablesThatLast {
  @TempDir private Path folder;
  private BrasaSession session;

  @BeforeEach
  void open() {
    session = newSession();
  }

  private BrasaSession newSession() {
    return newSession(0);
  }

  private BrasaSession newSession(int retention) {
    return BrasaSession.builder()
        .master("local[2]")
        .config("sql.warehouse", folder + "/house [a]")
        .config("sql.warehouse.retention", retention)
        .config("sql.zone", "UTC")
        .build();
  }

  @AfterEach
  void close() {
    session.close();
  }

  private List<String> rows(String statement) {
    return session.sql(statement).collectAsList().stream().map(Row::toString).toList();
  }

  private void run(String... statements) {
    for (String each : statements) session.sql(each);
  }

  private void fails(ErrorCode code, String statement) {
    EngineException error = assertThrows(EngineException.class, () -> rows(statement), statement);
    assertEquals(code, error.code(), error.getMessage());
  }

  @Test
  void tablesOutliveTheirSession() {
    run(
        "CREATE DATABASE shop COMMENT 'sales' WITH DBPROPERTIES (a = 'b')",
        "USE shop",
        "CREATE TABLE t (id INT NOT NULL, name STRING DEFAULT 'none' COMMENT 'who') USING parquet",
        "INSERT INTO t VALUES (1, 'a'), (2, DEFAULT)",
        "INSERT INTO t (id) VALUES (3)",
        "CREATE VIEW v (n, c) AS SELECT name, count(*) FROM t GROUP BY name");
    session.close();
    session = newSession();
    assertEquals(
        List.of("[1,a]", "[2,none]", "[3,none]"), rows("SELECT * FROM shop.t ORDER BY id"));
    assertEquals(List.of("[a,1]", "[none,2]"), rows("SELECT * FROM shop.v ORDER BY n"));
    assertEquals(List.of("[3]"), rows("SELECT count(*) FROM spark_catalog.shop.t"));
    assertEquals(List.of("[default]", "[shop]"), rows("SHOW DATABASES"));
    assertEquals(List.of("[shop,t,false]", "[shop,v,false]"), rows("SHOW TABLES IN shop"));
    assertEquals(List.of("[shop,v,false]"), rows("SHOW VIEWS IN shop"));
    fails(SqlError.TABLE_NOT_FOUND, "SELECT * FROM t");
    fails(SqlError.NULL_NOT_ALLOWED, "INSERT INTO shop.t VALUES (NULL, 'x')");
    fails(SqlError.NULL_NOT_ALLOWED, "INSERT INTO shop.t SELECT nullif(id, 1), 'x' FROM shop.t");
    assertEquals(List.of("[3]"), rows("SELECT count(*) FROM shop.t"));
    fails(SqlError.DATABASE_NOT_EMPTY, "DROP DATABASE shop");
    run("DROP DATABASE shop CASCADE");
    fails(SqlError.DATABASE_NOT_FOUND, "USE shop");
    fails(SqlError.TABLE_NOT_FOUND, "SELECT * FROM shop.t");
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "csv", "json"})
  void everyFormatHoldsTables(String format) {
    run(
        "CREATE TABLE t (a INT, b STRING, d DATE, day INT) USING "
            + format
            + " PARTITIONED BY (day)",
        "INSERT INTO t SELECT id, concat('x', id), DATE'2024-01-01', id % 3 FROM range(9)");
    assertEquals(
        List.of("[0,3,x0]", "[1,3,x1]", "[2,3,x2]"),
        rows("SELECT day, count(*), min(b) FROM t GROUP BY day ORDER BY day"));
    assertEquals(List.of("[day=0]", "[day=1]", "[day=2]"), rows("SHOW PARTITIONS t"));
    run("INSERT OVERWRITE t PARTITION (day = 1) VALUES (100, 'y', NULL)");
    assertEquals(List.of("[100,y,null,1]"), rows("SELECT * FROM t WHERE day = 1"));
    assertEquals(List.of("[7]"), rows("SELECT count(*) FROM t"));
    run("ALTER TABLE t DROP PARTITION (day = 2)", "ALTER TABLE t ADD PARTITION (day = 7)");
    assertEquals(List.of("[day=0]", "[day=1]", "[day=7]"), rows("SHOW PARTITIONS t"));
    run("ALTER TABLE t PARTITION (day = 0) RENAME TO PARTITION (day = 5)");
    assertEquals(
        List.of("[0,5]", "[3,5]", "[6,5]", "[100,1]"), rows("SELECT a, day FROM t ORDER BY a"));
    run("TRUNCATE TABLE t");
    assertEquals(List.of(), rows("SELECT * FROM t"));
    run("DROP TABLE t");
    fails(SqlError.TABLE_NOT_FOUND, "SELECT * FROM t");
  }

  @Test
  void columnsChangeWithoutTheirFiles() {
    for (String format : List.of("parquet", "csv", "json")) {
      run(
          "CREATE TABLE t (a INT, b STRING) USING " + format,
          "INSERT INTO t VALUES (1, 'x')",
          "ALTER TABLE t ADD COLUMNS (c INT COMMENT 'new', d STRING FIRST)",
          "INSERT INTO t VALUES ('d', 2, 'y', 3)",
          "ALTER TABLE t RENAME COLUMN b TO e",
          "ALTER TABLE t DROP COLUMN a",
          "ALTER TABLE t ADD COLUMN a STRING",
          "INSERT INTO t VALUES ('f', 'z', 4, 'again')",
          "ALTER TABLE t ALTER COLUMN c TYPE BIGINT",
          "INSERT INTO t BY NAME SELECT 5000000000 AS c");
      assertEquals(
          List.of(
              "[null,x,null,null]", "[d,y,3,null]", "[f,z,4,again]", "[null,null,5000000000,null]"),
          rows("SELECT * FROM t ORDER BY c NULLS FIRST"),
          format);
      assertEquals(
          List.of("[d,string,null]", "[e,string,null]", "[c,bigint,new]", "[a,string,null]"),
          rows("DESCRIBE t"));
      fails(SqlError.COLUMN_EXISTS, "ALTER TABLE t ADD COLUMN A INT");
      fails(SqlError.COLUMN_NOT_FOUND, "ALTER TABLE t DROP COLUMN nothing");
      run("ALTER TABLE t RENAME TO u");
      assertEquals(List.of("[4]"), rows("SELECT count(*) FROM u"));
      run("DROP TABLE u");
    }
  }

  @Test
  void rowsAreDeletedUpdatedAndMerged() {
    for (String format : List.of("parquet", "json")) {
      run(
          "CREATE TABLE t (id INT, v INT) USING " + format,
          "INSERT INTO t SELECT id, id * 10 FROM range(5)",
          "INSERT INTO t VALUES (10, 100), (11, NULL)",
          "DELETE FROM t WHERE v = 30 OR v = 20",
          "UPDATE t AS x SET v = x.v + 1 WHERE x.id >= 10");
      assertEquals(
          List.of("[0,0]", "[1,10]", "[4,40]", "[10,101]", "[11,null]"),
          rows("SELECT * FROM t ORDER BY id"),
          format);
      run(
          "MERGE INTO t USING (SELECT id, id * 2 AS v FROM range(8)) s ON t.id = s.id"
              + " WHEN MATCHED AND t.id = 0 THEN DELETE"
              + " WHEN MATCHED THEN UPDATE SET v = s.v + t.v"
              + " WHEN NOT MATCHED AND s.id > 5 THEN INSERT *"
              + " WHEN NOT MATCHED BY SOURCE AND t.v IS NULL THEN DELETE");
      assertEquals(
          List.of("[1,12]", "[4,48]", "[6,12]", "[7,14]", "[10,101]"),
          rows("SELECT * FROM t ORDER BY id"),
          format);
      fails(
          SqlError.MERGE_AMBIGUOUS,
          "MERGE INTO t USING (SELECT 1 AS id FROM range(2)) s ON t.id = s.id"
              + " WHEN MATCHED THEN UPDATE SET v = 0");
      run("INSERT INTO t REPLACE WHERE id > 5 SELECT 99, 99");
      assertEquals(
          List.of("[1,12]", "[4,48]", "[99,99]"), rows("SELECT * FROM t ORDER BY id"), format);
      run("DELETE FROM t");
      assertEquals(List.of("[0]"), rows("SELECT count(*) FROM t"));
      run("DROP TABLE t");
    }
  }

  /** Texts with line breaks, quotes and backslashes, and numbers that are none, come back. */
  @Test
  void valuesThatFilesWriteOddlyComeBack() {
    run(
        "CREATE TABLE t (a INT, b STRING) USING csv",
        "INSERT INTO t VALUES (1, 'one\ntwo'), (2, '\r\n\"'), (3, ''), (4, NULL), (5, '\\\\\n')",
        "UPDATE t SET a = a + 10 WHERE a < 3");
    assertEquals(
        List.of("[3,]", "[4,null]", "[5,\\\n]", "[11,one\ntwo]", "[12,\r\n\"]"),
        rows("SELECT * FROM t ORDER BY a"));
    run(
        "CREATE TABLE p (v INT, f DOUBLE) PARTITIONED BY (f)",
        "INSERT INTO p VALUES (1, double('NaN')), (2, double('-Infinity')), (3, 1.5)",
        "INSERT OVERWRITE p PARTITION (f = 'NaN') VALUES (4)",
        "UPDATE p SET v = 5 WHERE f < 0");
    assertEquals(List.of("[4,NaN]"), rows("SELECT * FROM p WHERE f > 2"));
    assertEquals(List.of("[3]", "[4]", "[5]"), rows("SELECT v FROM p ORDER BY v"));
  }

  /** By bytes too, though the column counts no case. */
  @Test
  void aWrittenCollationHoldsForBothSides() {
    run("CREATE TABLE t (k STRING COLLATE UTF8_LCASE)", "INSERT INTO t VALUES ('a'), ('A'), ('B')");
    assertEquals(List.of("[2]"), rows("SELECT count(*) FROM t WHERE k = 'a'"));
    assertEquals(
        List.of("[1,1,2]"),
        rows(
            "SELECT count_if(k = 'a' COLLATE UTF8_BINARY), count_if(k COLLATE UTF8_BINARY = 'a'),"
                + " count_if(k IN ('a' COLLATE UTF8_BINARY, 'B')) FROM t"));
    assertEquals(
        List.of("[B]"), rows("SELECT k FROM t WHERE k > 'A' COLLATE UTF8_BINARY AND k <> 'A'"));
    fails(SqlError.TYPE_MISMATCH, "SELECT k COLLATE UTF8_BINARY = 'a' COLLATE UTF8_LCASE FROM t");
  }

  /** Temporary views and what is kept of them have the rows of the time when they are asked. */
  @Test
  void temporaryViewsSeeWhatTablesHaveNow() {
    run(
        "CREATE TABLE t (a INT)",
        "CREATE TEMPORARY VIEW n AS SELECT count(*) AS n FROM t",
        "CREATE TEMPORARY VIEW twice (m) AS SELECT 2 * n FROM n",
        "CREATE DATABASE other",
        "USE other");
    assertEquals(List.of("[0,0]"), rows("SELECT n, m FROM n, twice"));
    run("INSERT INTO default.t VALUES (1)", "CACHE TABLE n", "CACHE TABLE kept AS SELECT * FROM n");
    assertEquals(List.of("[1,2]"), rows("SELECT n, m FROM n, twice"));
    run("INSERT INTO default.t VALUES (2)");
    assertEquals(List.of("[2,4,2]"), rows("SELECT n.n, m, kept.n FROM n, twice, kept"));
    run("CREATE OR REPLACE TEMPORARY VIEW n AS SELECT n + 10 AS n FROM n");
    assertEquals(List.of("[12,4]"), rows("SELECT n, m FROM n, twice"));
    run("DELETE FROM default.t WHERE a = 1");
    assertEquals(List.of("[11,2]"), rows("SELECT n, m FROM n, twice"));
    run("DROP TABLE default.t");
    fails(SqlError.TABLE_NOT_FOUND, "SELECT * FROM n");
  }

  /** Pairs of rows that no branch changes are no rows of their own. */
  /** It would be asked once for the files and once for each column. */
  @Test
  void chanceDoesNotDecideWhichRowsChange() {
    run("CREATE TABLE t AS SELECT CAST(id AS INT) AS k, 0.0D AS v FROM range(10)");
    String source = "MERGE INTO t USING (SELECT k, rand() AS v FROM t) s ON t.k = s.k ";
    for (String statement :
        List.of(
            "UPDATE t SET v = 1 WHERE rand() < 0.5",
            "DELETE FROM t WHERE k IN (SELECT k FROM t TABLESAMPLE (50 PERCENT))",
            source + "WHEN MATCHED THEN UPDATE SET v = s.v",
            "MERGE INTO t USING t s ON t.k = s.k WHEN MATCHED AND rand() < 0.5 THEN DELETE"))
      fails(SqlError.SQL_UNSUPPORTED, statement);
    assertEquals(List.of("[10,0.0]"), rows("SELECT count(*), sum(v) FROM t"));
    run("UPDATE t SET v = rand() + 1 WHERE k < 3");
    assertEquals(List.of("[3]"), rows("SELECT count(*) FROM t WHERE v >= 1"));
  }

  @Test
  void rowsThatMatchSeveralTimesStayOnce() {
    run(
        "CREATE TABLE t AS SELECT /*+ COALESCE(1) */ CAST(id AS INT) AS k, concat('v', id) AS v"
            + " FROM range(1, 4)",
        "CREATE TABLE s AS SELECT * FROM VALUES (1, 'x'), (1, 'y'), (2, 'z'), (NULL, 'n'), (9, 'i')"
            + " AS s(k, v)");
    List<String> rows = List.of("[1,v1]", "[2,v2]", "[3,v3]");
    String merge = "MERGE INTO t USING s ON t.k = s.k ";
    run(merge + "WHEN MATCHED AND s.v = 'none' THEN UPDATE SET v = s.v");
    assertEquals(rows, rows("SELECT * FROM t ORDER BY k"));
    run(merge + "WHEN NOT MATCHED AND s.k > 9 THEN INSERT *");
    assertEquals(rows, rows("SELECT * FROM t ORDER BY k"));
    run(merge + "WHEN NOT MATCHED BY SOURCE AND t.v = 'v1' THEN DELETE");
    assertEquals(rows, rows("SELECT * FROM t ORDER BY k"));
    run(
        merge
            + "WHEN MATCHED AND s.v = 'x' THEN UPDATE SET v = s.v"
            + " WHEN MATCHED AND s.v = 'z' THEN DELETE WHEN NOT MATCHED THEN INSERT *"
            + " WHEN NOT MATCHED BY SOURCE THEN UPDATE SET v = concat(t.v, '!')");
    assertEquals(
        List.of("[null,n]", "[1,x]", "[3,v3!]", "[9,i]"), rows("SELECT * FROM t ORDER BY k"));
    run(
        merge
            + "WHEN MATCHED AND s.v = 'y' THEN DELETE WHEN NOT MATCHED AND s.k = 2 THEN INSERT *");
    assertEquals(
        List.of("[null,n]", "[2,z]", "[3,v3!]", "[9,i]"), rows("SELECT * FROM t ORDER BY k"));
    run("UPDATE t SET k = 1 WHERE k = 9", merge + "WHEN MATCHED THEN DELETE");
    assertEquals(List.of("[null,n]", "[3,v3!]"), rows("SELECT * FROM t ORDER BY k"));
    fails(SqlError.COLUMN_AMBIGUOUS, merge + "WHEN MATCHED THEN UPDATE SET v = 'a', V = 'b'");
    fails(
        SqlError.COLUMN_NOT_FOUND,
        merge + "WHEN MATCHED THEN UPDATE SET k = 1, v = 'a', nowhere = 2");
  }

  /** A value of another type must not take old values that stay through a type common to both. */
  @Test
  void valuesThatAreAssignedLeaveOthersAsTheyAre() {
    run(
        "CREATE TABLE t (id INT, n BIGINT, s STRING)",
        "INSERT INTO t SELECT /*+ COALESCE(1) */ id, id + 9007199254740993, concat('00', id)"
            + " FROM range(3)",
        "UPDATE t SET n = 1.5D, s = 7 WHERE id = 0",
        "MERGE INTO t USING (SELECT 1 AS id) x ON t.id = x.id"
            + " WHEN MATCHED THEN UPDATE SET s = 8, n = 2.5D");
    List<String> rows = List.of("[0,1,7]", "[1,2,8]", "[2,9007199254740995,002]");
    assertEquals(rows, rows("SELECT * FROM t ORDER BY id"));
    fails(SqlError.TYPE_MISMATCH, "UPDATE t SET id = '5' WHERE id = 1");
    fails(SqlError.TYPE_MISMATCH, "UPDATE t SET n = true");
    fails(
        SqlError.TYPE_MISMATCH,
        "MERGE INTO t USING (SELECT '1' AS id, 1 AS n, 's' AS s) x ON t.id = x.id"
            + " WHEN MATCHED THEN UPDATE SET *");
    assertEquals(rows, rows("SELECT * FROM t ORDER BY id"));
  }

  @Test
  void columnsAreReachedByTheFullNamesOfTheirTables() {
    run(
        "CREATE DATABASE other",
        "CREATE TABLE t AS SELECT 1 AS a, named_struct('b', 2) AS s",
        "CREATE TABLE other.t AS SELECT 3 AS a",
        "CREATE VIEW other.v AS SELECT t.a, default.t.a AS twice FROM t");
    assertEquals(
        List.of("[1,1,1,2,3,1]"),
        rows(
            "SELECT default.t.a, spark_catalog.default.t.a, d.a, default.t.s.b, other.t.a, t.s.b - 1"
                + " FROM default.t, other.t, default.t AS d WHERE Default.T.a < other.t.a"));
    assertEquals(List.of("[1]"), rows("SELECT default.t.a FROM t"));
    assertEquals(List.of("[3]"), rows("SELECT other.t.* FROM t JOIN other.t ON default.t.a = 1"));
    assertEquals(List.of("[1,1]"), rows("SELECT other.v.* FROM other.v"));
    fails(SqlError.COLUMN_NOT_FOUND, "SELECT other.t.a FROM t");
    fails(SqlError.COLUMN_NOT_FOUND, "SELECT default.t.a FROM t AS u");
    EngineException ambiguous =
        assertThrows(EngineException.class, () -> rows("SELECT t.a FROM t, other.t"));
    assertTrue(ambiguous.getMessage().contains("spark_catalog.other.t.a"), ambiguous.getMessage());
    EngineException unknown =
        assertThrows(EngineException.class, () -> run("DELETE FROM t WHERE nope = 1"));
    assertTrue(unknown.getMessage().contains("In reach are a, s."), unknown.getMessage());
  }

  @Test
  void tablesAreMadeOfQueriesAndReplaced() {
    run("CREATE TABLE t PARTITIONED BY (p) AS SELECT id, id % 2 AS p FROM range(10)");
    fails(SqlError.TABLE_EXISTS, "CREATE TABLE t AS SELECT 1 AS a");
    run("CREATE TABLE IF NOT EXISTS t AS SELECT 1 AS a");
    assertEquals(List.of("[10]"), rows("SELECT count(*) FROM t"));
    run("CREATE OR REPLACE TABLE t AS SELECT count(*) AS n FROM t");
    assertEquals(List.of("[10]"), rows("SELECT * FROM t"));
    run("INSERT OVERWRITE t SELECT n + 1 FROM t");
    assertEquals(List.of("[11]"), rows("SELECT * FROM t"));
    run("CREATE TABLE u LIKE t");
    assertEquals(List.of("[n,bigint,null]"), rows("DESCRIBE u"));
    assertEquals(List.of(), rows("SELECT * FROM u"));
  }

  @Test
  void othersFilesAreReadAsTables() {
    String place = folder + "/others";
    session.sql("SELECT id, id % 2 AS p FROM range(4)").write().partitionBy("p").parquet(place);
    run(
        "CREATE TABLE t (id BIGINT, p INT) USING parquet PARTITIONED BY (p) LOCATION '"
            + place
            + "'");
    assertEquals(List.of("[4]"), rows("SELECT count(*) FROM t"));
    run("INSERT INTO t VALUES (100, 0)", "INSERT OVERWRITE t PARTITION (p = 1) VALUES (7)");
    assertEquals(
        List.of("[0,0]", "[2,0]", "[7,1]", "[100,0]"), rows("SELECT * FROM t ORDER BY id"));
    run("ALTER TABLE t DROP PARTITION (p = 1)");
    assertEquals(List.of("[p=0]"), rows("SHOW PARTITIONS t"));
    assertEquals(List.of("[3]"), rows("SELECT count(*) FROM t"));
    run("MSCK REPAIR TABLE t");
    assertEquals(List.of("[4]"), rows("SELECT count(*) FROM t"));
    fails(SqlError.SQL_UNSUPPORTED, "DELETE FROM t WHERE id = 1");
    run("DROP TABLE t");
    assertEquals(4, session.read().parquet(place).count());
    run("CREATE TABLE t USING parquet LOCATION '" + place + "'");
    assertEquals(List.of("[id,bigint,null]", "[p,int,null]"), rows("DESCRIBE t").subList(0, 2));
  }

  @Test
  void statisticsLastUntilRowsChange() {
    run(
        "CREATE TABLE t (a INT, b STRING)",
        "INSERT INTO t SELECT id, 'x' FROM range(100)",
        "ANALYZE TABLE t COMPUTE STATISTICS FOR ALL COLUMNS");
    session.close();
    session = newSession();
    assertTrue(
        rows("DESCRIBE EXTENDED t").stream().anyMatch(row -> row.contains("100 rows")),
        rows("DESCRIBE EXTENDED t")::toString);
    assertTrue(
        rows("DESCRIBE EXTENDED t a").contains("[max,99]"),
        rows("DESCRIBE EXTENDED t a")::toString);
    run("INSERT INTO t VALUES (1, 'y')");
    assertTrue(rows("DESCRIBE EXTENDED t").stream().noneMatch(row -> row.contains("100 rows")));
  }

  @Test
  void framesAreSavedAsTables() {
    session.range(5).write().saveAsTable("t");
    session.range(5, 7).write().mode(SaveMode.Append).saveAsTable("t");
    assertEquals(7, session.table("t").count());
    session.range(100, 101).write().insertInto("default.t");
    assertEquals(8, session.table("t").count());
    assertThrows(EngineException.class, () -> session.range(1).write().saveAsTable("t"));
    session.range(2).write().mode("overwrite").partitionBy().saveAsTable("t");
    assertEquals(2, session.table("t").count());
    session.range(9).write().mode("overwrite").insertInto("t");
    assertEquals(9, session.table("t").count());
  }

  @Test
  void keptTablesStayKept() {
    run(
        "CREATE TABLE t AS SELECT id FROM range(10)",
        "CACHE TABLE t",
        "CREATE VIEW v AS SELECT count(*) AS n FROM t");
    assertTrue(session.catalog().isCached("t"));
    run("INSERT INTO t VALUES (100)");
    assertTrue(session.catalog().isCached("default.t"));
    assertEquals(List.of("[11]"), rows("SELECT n FROM v"));
    assertTrue(
        session.sql("EXPLAIN SELECT * FROM t").first().getString(0).contains("kept"),
        () -> session.sql("EXPLAIN SELECT * FROM t").first().getString(0));
    run("DELETE FROM t WHERE id > 5", "UNCACHE TABLE t");
    assertEquals(List.of("[6]"), rows("SELECT n FROM v"));
    assertTrue(!session.catalog().isCached("t"));
  }

  @Test
  void databasesLieElsewhere() {
    String place = folder + "/elsewhere";
    run(
        "CREATE DATABASE far LOCATION '" + place + "'",
        "CREATE TABLE far.t AS SELECT 1 AS a",
        "INSERT INTO far.t VALUES (2)");
    assertTrue(rows("DESCRIBE EXTENDED far.t").stream().anyMatch(row -> row.contains(place)));
    session.close();
    session = newSession();
    assertEquals(List.of("[1]", "[2]"), rows("SELECT * FROM far.t ORDER BY a"));
    run("DROP DATABASE far CASCADE");
    assertEquals(0, new java.io.File(place).list().length);
  }

  @Test
  void severalThreadsChangeATableAtOnce() throws Exception {
    session.close();
    session = newSession(60);
    run("CREATE TABLE t (who INT, n INT) USING json", "CREATE TABLE counts (n INT) USING json");
    run("INSERT INTO counts VALUES (0)");
    try (var pool = java.util.concurrent.Executors.newFixedThreadPool(3)) {
      List<java.util.concurrent.Future<?>> all = new java.util.ArrayList<>();
      for (int i = 0; i < 3; i++) {
        int who = i;
        all.add(
            pool.submit(
                () -> {
                  for (int n = 0; n < 4; n++) run("INSERT INTO t VALUES (" + who + ", " + n + ")");
                  run("UPDATE counts SET n = n + 1");
                }));
      }
      for (var each : all) each.get();
    }
    assertEquals(List.of("[12,12]"), rows("SELECT count(*), count(DISTINCT who, n) FROM t"));
    assertEquals(List.of("[3]"), rows("SELECT n FROM counts"));
  }

  @Test
  void aTableThatIsReadIsReadAsItWas() {
    session.close();
    session = newSession(60);
    run("CREATE TABLE t AS SELECT id FROM range(10)");
    var before = session.table("t");
    run("INSERT OVERWRITE t VALUES (77)");
    assertEquals(10, before.count());
    assertEquals(List.of("[77]"), rows("SELECT * FROM t"));
  }

  @Test
  void overwritingReplacesWhatTheModeSays() {
    run(
        "CREATE TABLE t (v INT, p INT) PARTITIONED BY (p)",
        "INSERT INTO t VALUES (1, 1), (2, 2)",
        "SET sql.partitionOverwriteMode = dynamic",
        "INSERT OVERWRITE t VALUES (20, 2), (30, 3)");
    assertEquals(List.of("[1,1]", "[20,2]", "[30,3]"), rows("SELECT * FROM t ORDER BY v"));
    run("SET sql.partitionOverwriteMode = static", "INSERT OVERWRITE t VALUES (5, 5)");
    assertEquals(List.of("[5,5]"), rows("SELECT * FROM t ORDER BY v"));
    assertEquals(
        SqlError.SESSION_MISUSED,
        assertThrows(EngineException.class, () -> session.conf().set("sql.warehouse", "x")).code());
  }

  @Test
  void theCatalogTellsOfAll() {
    var catalog = session.catalog();
    catalog.createDatabase("shop", false, java.util.Map.of("comment", "c"));
    catalog.setCurrentDatabase("shop");
    assertEquals("shop", catalog.currentDatabase());
    assertEquals("c", catalog.getDatabase("shop").description());
    session.range(3).write().partitionBy().saveAsTable("t");
    session.range(3).createOrReplaceTempView("tv");
    assertEquals("MANAGED", catalog.getTable("t").tableType());
    assertEquals("shop", catalog.getTable("shop", "t").database());
    assertTrue(catalog.getTable("tv").isTemporary());
    assertTrue(catalog.tableExists("shop.t") && catalog.tableExists("shop", "T"));
    assertTrue(!catalog.tableExists("nothing") && !catalog.databaseExists("nothing"));
    assertEquals(2, catalog.listTables().count());
    assertEquals(1, catalog.listTables("shop", "t").count());
    assertEquals(2, catalog.listDatabases().count());
    assertEquals(
        "[id,null,bigint,true,false,false,false]", catalog.listColumns("t").first().toString());
    String place = folder + "/files";
    session.range(4).write().json(place);
    assertEquals(4, catalog.createTable("files", place, "json").count());
    assertEquals("EXTERNAL", catalog.getTable("files").tableType());
    catalog.analyzeTable("t", false);
    catalog.refreshTable("t");
    catalog.truncateTable("t");
    assertEquals(0, session.table("t").count());
    catalog.cacheTable("t");
    catalog.uncacheTable("t");
    catalog.dropTable("t", false, false);
    catalog.dropTable("t", true, false);
    assertThrows(EngineException.class, () -> catalog.getTable("t"));
    assertTrue(catalog.functionExists("upper"));
    assertThrows(EngineException.class, () -> catalog.getFunction("nothing"));
    catalog.dropDatabase("shop", false, true);
    assertEquals("default", catalog.currentDatabase());
  }

  @Test
  void functionsOutliveTheirSession() {
    run(
        "CREATE TABLE t AS SELECT id FROM range(5)",
        "CREATE FUNCTION twice(x INT) RETURNS INT RETURN x * 2",
        "CREATE FUNCTION above(least BIGINT) RETURNS TABLE (id BIGINT)"
            + " RETURN SELECT id FROM default.t WHERE id > least");
    fails(SqlError.FUNCTION_EXISTS, "CREATE FUNCTION twice(x INT) RETURNS INT RETURN x");
    run("CREATE FUNCTION n() RETURNS BIGINT RETURN SELECT count(*) FROM t");
    session.close();
    session = newSession();
    assertEquals(List.of("[8]"), rows("SELECT twice(4)"));
    assertEquals(List.of("[8]"), rows("SELECT spark_catalog.default.twice(4)"));
    assertEquals(List.of("[3]", "[4]"), rows("SELECT * FROM above(2) ORDER BY id"));
    assertTrue(session.catalog().functionExists("twice"));
    assertEquals(
        List.of(
            "[spark_catalog.default.above]",
            "[spark_catalog.default.n]",
            "[spark_catalog.default.twice]"),
        rows("SHOW USER FUNCTIONS"));
    run("CREATE DATABASE other", "USE other");
    assertEquals(List.of("[8]"), rows("SELECT default.twice(4)"));
    // Its body names a table of its own database.
    assertEquals(List.of("[5]"), rows("SELECT default.n()"));
    fails(SqlError.FUNCTION_NOT_FOUND, "SELECT twice(4)");
    run("DROP FUNCTION default.twice");
    fails(SqlError.FUNCTION_NOT_FOUND, "SELECT default.twice(4)");
    fails(SqlError.FUNCTION_NOT_FOUND, "DROP FUNCTION twice");
  }

  @Test
  void framesBecomeTablesByTheSecondWriter() {
    var frame = session.sql("SELECT id, id % 3 AS p FROM range(6)");
    frame.writeTo("t").partitionedBy(functions.col("p")).tableProperty("a", "b").create();
    assertThrows(EngineException.class, () -> frame.writeTo("t").create());
    assertThrows(EngineException.class, () -> frame.writeTo("u").replace());
    session.sql("SELECT 1 AS p, 100L AS id").writeTo("t").append();
    session.sql("SELECT 200L AS id, 2 AS p").writeTo("t").overwritePartitions();
    session.sql("SELECT 300L AS id, 0 AS p").writeTo("t").overwrite(functions.col("id").lt(2));
    assertEquals(
        List.of("[3,0]", "[4,1]", "[100,1]", "[200,2]", "[300,0]"),
        rows("SELECT * FROM t ORDER BY id"));
    session
        .sql("SELECT 3L AS id, 5 AS p UNION ALL SELECT 9L, 5")
        .as("s")
        .mergeInto("t", functions.expr("t.id = s.id"))
        .whenMatched()
        .updateAll()
        .whenNotMatched()
        .insertAll()
        .whenNotMatchedBySource(functions.expr("t.id > 150"))
        .delete()
        .merge();
    assertEquals(
        List.of("[3,5]", "[4,1]", "[9,5]", "[100,1]"), rows("SELECT * FROM t ORDER BY id"));
    frame.writeTo("t").using("json").createOrReplace();
    assertEquals(6, session.table("t").count());
  }

  @Test
  void conditionsOfChangesMayAskOtherTables() {
    run(
        "CREATE TABLE t (id INT, v INT)",
        "MERGE INTO t USING (SELECT 1 AS id, 1 AS v) s ON t.id = s.id WHEN NOT MATCHED THEN INSERT *",
        "INSERT INTO t SELECT id, id FROM range(2, 10)",
        "CREATE TABLE gone AS SELECT * FROM VALUES (2), (3), (NULL) AS g(id)",
        "DELETE FROM t WHERE id IN (SELECT id FROM gone)");
    assertEquals(List.of("[7]"), rows("SELECT count(*) FROM t"));
    run("DELETE FROM t WHERE id NOT IN (SELECT id FROM gone)");
    assertEquals(List.of("[7]"), rows("SELECT count(*) FROM t"));
    run(
        "UPDATE t SET v = (SELECT max(id) FROM gone) WHERE EXISTS (SELECT 1 FROM gone g WHERE g.id + 2 = t.id)",
        "DELETE FROM t WHERE v > 5");
    assertEquals(List.of("[1,1]", "[4,3]", "[5,3]"), rows("SELECT * FROM t ORDER BY id"));
    run("DROP TABLE gone", "ALTER TABLE t ADD COLUMN w INT", "UPDATE t SET w = id WHERE id = 1");
    assertEquals(
        List.of("[1,1,1]", "[4,3,null]", "[5,3,null]"), rows("SELECT * FROM t ORDER BY id"));
    fails(SqlError.COLUMN_NOT_FOUND, "UPDATE t SET nothing = 1");
    fails(SqlError.TABLE_NOT_FOUND, "UPDATE nothing SET a = 1");
  }

  @Test
  void textOfLimitedLengthIsCheckedAndFilledUpWhenItIsWritten() {
    run(
        "CREATE TABLE limited (c CHAR(5), v VARCHAR(3)) USING parquet",
        "INSERT INTO limited VALUES ('äb', 'ab'), ('abcde  ', 'abc  '), (NULL, 'x')");
    fails(SqlError.INVALID_ARGUMENT_VALUE, "INSERT INTO limited VALUES ('abcdef', 'ab')");
    fails(SqlError.INVALID_ARGUMENT_VALUE, "INSERT INTO limited VALUES ('abc', 'abcd')");
    fails(SqlError.INVALID_ARGUMENT_VALUE, "UPDATE limited SET v = 'long'");
    session.close();
    session = newSession();
    assertEquals(
        List.of("[null,x|]", "[abcde|,abc|]", "[äb   |,ab|]"),
        rows("SELECT c || '|', v || '|' FROM limited ORDER BY c"));
    assertEquals(
        List.of("[c,char(5),null]", "[v,varchar(3),null]"), rows("DESCRIBE TABLE limited"));
    assertEquals(
        List.of("[string,string]"), rows("SELECT typeof(c), typeof(v) FROM limited LIMIT 1"));
  }

  @Test
  void textOfOthersIsFilledUpWhenItIsRead() {
    String place = folder + "/others";
    session.sql("SELECT * FROM VALUES ('ab', 1), ('abcdefg', 2) AS t(c, n)").write().parquet(place);
    run("CREATE TABLE t (c CHAR(5), n INT) USING parquet LOCATION '" + place + "'");
    assertEquals(
        List.of("[1,5,true]", "[2,7,false]"),
        rows("SELECT n, length(c), c = 'ab' FROM t ORDER BY n"));
    assertEquals(
        List.of("[1]"), rows("SELECT n FROM t WHERE c = 'ab ' AND _metadata.file_size > 0"));
  }

  @Test
  void rowsAreChangedByColumnsOfCharAsTheyAreCompared() {
    run(
        "CREATE TABLE coded (c CHAR(5), n INT)",
        "INSERT INTO coded VALUES ('ab', 1), ('cd', 2), ('ef', 3)",
        "CREATE TABLE other (d CHAR(3), m INT)",
        "INSERT INTO other VALUES ('ef', 30), ('gh', 40)",
        "UPDATE coded SET n = 10 WHERE c = 'ab'",
        "DELETE FROM coded WHERE c IN ('cd', 'x')",
        "MERGE INTO coded USING other ON c = d WHEN MATCHED THEN UPDATE SET n = m"
            + " WHEN NOT MATCHED THEN INSERT (c, n) VALUES (d, m)");
    assertEquals(
        List.of("[ab   ,10]", "[ef   ,30]", "[gh   ,40]"), rows("SELECT * FROM coded ORDER BY c"));
    run("ALTER TABLE coded ALTER COLUMN c TYPE STRING");
    assertEquals(List.of(), rows("SELECT * FROM coded WHERE c = 'ab'"));
  }

  @Test
  void columnsThatAreAddedWithADefaultHaveItInRowsThatAreThere() {
    run(
        "CREATE TABLE t (a INT, p STRING) PARTITIONED BY (p)",
        "INSERT INTO t VALUES (1, 'x'), (2, 'y'), (3, NULL)",
        "ALTER TABLE t ADD COLUMNS (b INT DEFAULT 40 + 2, c STRING COMMENT 'more', d CHAR(3) NOT NULL DEFAULT 'q')",
        "INSERT INTO t VALUES (4, NULL, 'n', 'r', 'x')",
        "INSERT INTO t (a, p) VALUES (5, 'x')");
    assertEquals(
        List.of(
            "[1,42,null,q  ,x]",
            "[2,42,null,q  ,y]",
            "[3,42,null,q  ,null]",
            "[4,null,n,r  ,x]",
            "[5,42,null,q  ,x]"),
        rows("SELECT a, b, c, d, p FROM t ORDER BY a"));
    run("ALTER TABLE t ALTER COLUMN b SET DEFAULT 7", "INSERT INTO t (a) VALUES (6)");
    session.close();
    session = newSession();
    assertEquals(
        List.of("[1,42]", "[4,null]", "[6,7]"),
        rows("SELECT a, b FROM t WHERE a IN (1, 4, 6) ORDER BY a"));
    run("CREATE TABLE empty (a INT)", "ALTER TABLE empty ADD COLUMN b INT DEFAULT 1");
    run("INSERT INTO empty (a) VALUES (9)");
    assertEquals(List.of("[9,1]"), rows("SELECT * FROM empty"));
    fails(SqlError.SQL_UNSUPPORTED, "ALTER TABLE t ADD COLUMN e INT NOT NULL");
    assertEquals(List.of("[6]"), rows("SELECT count(*) FROM t"));
  }

  @Test
  void theTablesOfAnotherDatabaseAreAnalyzed() {
    run(
        "CREATE DATABASE other",
        "CREATE TABLE other.t AS SELECT id FROM range(10)",
        "ANALYZE TABLES IN other COMPUTE STATISTICS");
    assertTrue(
        rows("DESCRIBE EXTENDED other.t").stream().anyMatch(row -> row.contains("10 rows")),
        () -> rows("DESCRIBE EXTENDED other.t").toString());
    fails(SqlError.DATABASE_NOT_FOUND, "ANALYZE TABLES FROM nowhere COMPUTE STATISTICS NOSCAN");
    fails(SqlError.SQL_UNSUPPORTED, "ANALYZE TABLE other.t PARTITION (p = 1) COMPUTE STATISTICS");
  }

  @Test
  void partitionsMayBeSaidToBeWhereTheyAre() {
    String place = folder + "/there";
    run(
        "CREATE TABLE t (v INT, p INT) USING json PARTITIONED BY (p) LOCATION '" + place + "'",
        "INSERT INTO t VALUES (1, 1)",
        "ALTER TABLE t ADD PARTITION (p = 2) LOCATION '" + place + "/p=2/' PARTITION (p = 3)",
        "INSERT INTO t VALUES (2, 2)");
    assertEquals(List.of("[p=1]", "[p=2]", "[p=3]"), rows("SHOW PARTITIONS t"));
    assertEquals(List.of("[1,1]", "[2,2]"), rows("SELECT * FROM t ORDER BY v"));
    fails(
        SqlError.SQL_UNSUPPORTED,
        "ALTER TABLE t ADD PARTITION (p = 4) LOCATION '" + folder + "/elsewhere'");
    run("CREATE TABLE own (v INT, p INT) PARTITIONED BY (p)");
    fails(
        SqlError.SQL_UNSUPPORTED,
        "ALTER TABLE own ADD PARTITION (p = 4) LOCATION '" + folder + "/elsewhere'");
  }

  private String partition(String day, String shop) {
    return rows("DESCRIBE EXTENDED t PARTITION (d = " + day + ", s = " + shop + ")").stream()
        .filter(row -> row.contains("Partition Statistics"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void partitionsAreAnalyzedByThemselves() {
    run(
        "CREATE TABLE t (v INT, d DATE, s STRING) PARTITIONED BY (d, s)",
        "INSERT INTO t VALUES (1, DATE'2026-01-01', 'a'), (2, DATE'2026-01-01', 'a'), (3, DATE'2026-01-01', NULL),"
            + " (4, DATE'2026-01-02', 'a')",
        "ALTER TABLE t ADD PARTITION (d = DATE'2026-01-01', s = 'none')",
        "ANALYZE TABLE t PARTITION (d = DATE'2026-01-01', s) COMPUTE STATISTICS");
    String first = "DATE'2026-01-01'";
    String second = "DATE'2026-01-02'";
    assertTrue(partition(first, "'a'").contains(" bytes, 2 rows"), () -> partition(first, "'a'"));
    assertTrue(partition(first, "NULL").contains(" bytes, 1 rows"), partition(first, "NULL"));
    assertTrue(partition(first, "'none'").contains("0 bytes, 0 rows"), partition(first, "'none'"));
    assertTrue(!partition(second, "'a'").contains("rows"), partition(second, "'a'"));
    run(
        "ANALYZE TABLE t PARTITION (s = 'a') COMPUTE STATISTICS",
        "ANALYZE TABLE t PARTITION (d, s) COMPUTE STATISTICS NOSCAN",
        "INSERT INTO t VALUES (5, DATE'2026-01-01', 'a')");
    assertTrue(!partition(first, "'a'").contains("rows"), "its rows have changed");
    assertTrue(partition(first, "NULL").contains(" 1 rows"), partition(first, "NULL"));
    assertTrue(partition(second, "'a'").contains(" 1 rows"), partition(second, "'a'"));
    run("DELETE FROM t WHERE s = 'a'");
    assertTrue(partition(first, "NULL").contains(" 1 rows"), partition(first, "NULL"));
    fails(SqlError.PARTITION_NOT_FOUND, "ANALYZE TABLE t PARTITION (s = 'z') COMPUTE STATISTICS");
    fails(SqlError.COLUMN_NOT_FOUND, "ANALYZE TABLE t PARTITION (v = 1) COMPUTE STATISTICS");
    fails(
        SqlError.SQL_UNSUPPORTED,
        "ANALYZE TABLE t PARTITION (s = 'a') COMPUTE STATISTICS FOR ALL COLUMNS");
  }

  @Test
  void whoReadsATableKeepsItThoughItIsDroppedOrReplaced() {
    session.close();
    session = newSession(3_600);
    run("CREATE TABLE t AS SELECT id FROM range(5)");
    DataFrame before = session.table("t");
    assertEquals(5, before.count());
    run("CREATE OR REPLACE TABLE t AS SELECT 'x' AS s");
    DataFrame replaced = session.table("t");
    assertEquals(5, before.count());
    run("DROP TABLE t");
    assertEquals(5, before.count());
    assertEquals(1, replaced.count());
    fails(SqlError.TABLE_NOT_FOUND, "SELECT * FROM t");
    run("CREATE TABLE u AS SELECT 1 AS a");
    DataFrame purged = session.table("u");
    assertEquals(1, purged.count());
    run("DROP TABLE u PURGE");
    assertThrows(EngineException.class, () -> purged.collectAsList());
  }

  @Test
  void partitionsInFoldersAreOverwrittenAloneIfThatIsAskedFor() {
    String place = folder + "/days";
    DataFrame all =
        session.sql("SELECT id AS n, id % 3 AS p, concat('q', id % 2) AS q FROM range(6)");
    all.write().partitionBy("p", "q").parquet(place);
    DataFrame one = session.sql("SELECT 100L AS n, 1L AS p, 'q1' AS q");
    one.write()
        .mode("overwrite")
        .option("partitionOverwriteMode", "dynamic")
        .partitionBy("p", "q")
        .parquet(place);
    assertEquals(
        List.of(0L, 2L, 3L, 4L, 5L, 100L),
        session.read().parquet(place).orderBy("n").select("n").collectAsList().stream()
            .map(row -> row.get(0))
            .toList());
    run("SET sql.partitionOverwriteMode = dynamic");
    session
        .sql("SELECT 200L AS n, 7L AS p, 'q0' AS q")
        .write()
        .mode("overwrite")
        .partitionBy("p", "q")
        .parquet(place);
    assertEquals(7, session.read().parquet(place).count());
    run(
        "CREATE TABLE t (n BIGINT, p BIGINT, q STRING) USING parquet PARTITIONED BY (p, q) LOCATION '"
            + place
            + "'",
        "INSERT OVERWRITE t SELECT n + 1000, p, q FROM t WHERE p = 2",
        "INSERT OVERWRITE t PARTITION (p = 0, q) SELECT 50, 'q0' UNION ALL SELECT 51, 'q5'");
    assertEquals(
        List.of("[3]", "[4]", "[50]", "[51]", "[100]", "[200]", "[1002]", "[1005]"),
        rows("SELECT n FROM t ORDER BY n"));
    run("SET sql.partitionOverwriteMode = static");
    fails(SqlError.SQL_UNSUPPORTED, "INSERT OVERWRITE t PARTITION (p = 0, q) SELECT 1, 'q0'");
    one.write().mode("overwrite").partitionBy("p", "q").parquet(place);
    assertEquals(List.of("[100]"), rows("SELECT n FROM t"));
  }
}
