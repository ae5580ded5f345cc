package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.DataTypes;
import io.brasa.columnar.type.StructType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Queries whose operators get so little memory that all of them put rows aside. */
final class TestSpilledQueries {
  private static final StructType SCHEMA =
      new StructType()
          .add("k", DataTypes.LongType)
          .add("s", DataTypes.StringType)
          .add("v", DataTypes.IntegerType);

  private static final List<String> QUERIES =
      List.of(
          "SELECT k, s, count(*), sum(v), max(s) FROM t GROUP BY k, s",
          "SELECT count(DISTINCT k), count(DISTINCT s), sum(v) FROM t",
          "SELECT s, count(DISTINCT k), count(*) FROM t GROUP BY s",
          "SELECT * FROM t ORDER BY s, k, v",
          "SELECT a.k, a.s, b.s, b.v FROM t a LEFT JOIN u b ON a.k = b.k",
          "SELECT a.k, b.s FROM t a FULL JOIN u b ON a.k = b.k AND a.v < b.v",
          "SELECT k, v, sum(v) OVER (PARTITION BY k ORDER BY v), count(*) OVER (PARTITION BY k) FROM t",
          "SELECT k FROM t EXCEPT SELECT k FROM u");

  @Test
  void littleMemoryChangesNothing() {
    SplittableRandom random = new SplittableRandom(3);
    List<Row> rows = rows(random, 12_000);
    List<Row> others = rows(random, 6_000);
    try (BrasaSession usual = session("0", rows, others);
        BrasaSession poor = session("100k", rows, others)) {
      for (String query : QUERIES) {
        boolean isOrdered = query.contains("ORDER BY s");
        assertEquals(text(usual.sql(query), isOrdered), text(poor.sql(query), isOrdered), query);
        String analysed = poor.sql(query).explainString("analyze");
        assertTrue(analysed.contains("bytes spilled"), query + "\n" + analysed);
      }
    }
  }

  private static BrasaSession session(String memory, List<Row> rows, List<Row> others) {
    BrasaSession session =
        BrasaSession.builder()
            .master("local[2]")
            .config("sql.operator.memory", memory)
            .config("sql.broadcast", memory.equals("0") ? "64m" : "1k")
            .build();
    session.createDataFrame(rows, SCHEMA).createOrReplaceTempView("t");
    session.createDataFrame(others, SCHEMA).createOrReplaceTempView("u");
    return session;
  }

  private static List<Row> rows(SplittableRandom random, int count) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(
          Row.of(
              random.nextInt(50) == 0 ? null : (Object) (long) random.nextInt(8_000),
              random.nextInt(50) == 0 ? null : "a string of some length " + random.nextInt(9_000),
              random.nextInt(1_000)));
    }
    return rows;
  }

  private static List<String> text(DataFrame frame, boolean isOrdered) {
    List<String> lines = new ArrayList<>();
    for (Row row : frame.collectAsList()) lines.add(row.toString());
    if (!isOrdered) lines.sort(Comparator.naturalOrder());
    return lines;
  }
}
