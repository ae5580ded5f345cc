package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.columnar.type.DataTypes;
import io.brasa.columnar.type.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Windows over partitions that are larger than the memory of their operators. */
final class TestSpilledWindows {
  private static final StructType SCHEMA =
      new StructType()
          .add("p", DataTypes.LongType)
          .add("o", DataTypes.IntegerType)
          .add("v", DataTypes.IntegerType)
          .add("s", DataTypes.StringType);

  private static final List<String> FUNCTIONS =
      List.of(
          "row_number() OVER (PARTITION BY p ORDER BY o, v, s)",
          "rank() OVER w, dense_rank() OVER w, percent_rank() OVER w, cume_dist() OVER w",
          "ntile(7) OVER (PARTITION BY p ORDER BY o, v, s)",
          "sum(v) OVER w, count(s) OVER w, avg(v) OVER w, max(s) OVER w",
          "sum(v) OVER (PARTITION BY p ORDER BY o, v, s ROWS UNBOUNDED PRECEDING)",
          "sum(v) FILTER (WHERE v > 50) OVER (PARTITION BY p ORDER BY o, v, s"
              + " ROWS BETWEEN UNBOUNDED PRECEDING AND 3 FOLLOWING)",
          "count(*) OVER (PARTITION BY p), sum(v) OVER (PARTITION BY p)",
          "lag(v) OVER (PARTITION BY p ORDER BY o, v, s),"
              + " lead(s, 1500, 'none') OVER (PARTITION BY p ORDER BY o, v, s)",
          "first_value(s) OVER (PARTITION BY p ORDER BY o, v, s),"
              + " last_value(o) OVER (PARTITION BY p ORDER BY o RANGE UNBOUNDED PRECEDING)",
          "sum(v) OVER (PARTITION BY p ORDER BY o, v, s ROWS BETWEEN 2 PRECEDING AND 2 FOLLOWING)",
          "row_number() OVER (ORDER BY p, o, v, s), sum(v) OVER ()");

  @Test
  void littleMemoryChangesNothing() {
    List<Row> rows = rows(new SplittableRandom(11));
    try (BrasaSession usual = session("0", rows);
        BrasaSession poor = session("150k", rows)) {
      for (String function : FUNCTIONS) {
        String query =
            "SELECT p, o, v, s, " + function + " FROM t WINDOW w AS (PARTITION BY p ORDER BY o)";
        assertEquals(text(usual.sql(query)), text(poor.sql(query)), query);
      }
    }
  }

  private static BrasaSession session(String memory, List<Row> rows) {
    BrasaSession session =
        BrasaSession.builder()
            .master("local[2]")
            .config("sql.operator.memory", memory)
            .config("sql.partitions", "2")
            .build();
    session.createDataFrame(rows, SCHEMA).createOrReplaceTempView("t");
    return session;
  }

  /** Two large partitions, small ones, and one of nulls. */
  private static List<Row> rows(SplittableRandom random) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      int kind = random.nextInt(10);
      rows.add(
          Row.of(
              kind == 0 ? null : (Object) (long) (kind < 8 ? kind % 2 : random.nextInt(100)),
              random.nextInt(40),
              random.nextInt(100),
              "a string of some length " + i));
    }
    return rows;
  }

  private static List<String> text(DataFrame frame) {
    return frame.collectAsList().stream().map(Row::toString).sorted().toList();
  }
}
