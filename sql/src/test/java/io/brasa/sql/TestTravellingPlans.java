package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.columnar.type.DataTypes;
import io.brasa.columnar.type.StructType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Plans of which tasks get copies, as in other processes. */
final class TestTravellingPlans {
  @Test
  void boundsOfRangesTravelWithThePlan() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) rows.add(Row.of((long) i * 7919 % 5_000, "text " + i % 13));
    StructType schema =
        new StructType().add("k", DataTypes.LongType).add("s", DataTypes.StringType);
    try (BrasaSession session =
        BrasaSession.builder()
            .master("local[2]")
            .config("strict", "true")
            .config("sql.partitions", "3")
            .build()) {
      session.createDataFrame(rows, schema).createOrReplaceTempView("t");
      // Counts that are added up make every task take a copy of its plan.
      session.sql("EXPLAIN ANALYZE SELECT k, s FROM t ORDER BY s, k").collectAsList();
      List<Row> sorted = session.sql("SELECT k, s FROM t ORDER BY k").collectAsList();
      for (int i = 0; i < sorted.size(); i++) assertEquals((long) i, sorted.get(i).getLong(0));
    }
  }
}
