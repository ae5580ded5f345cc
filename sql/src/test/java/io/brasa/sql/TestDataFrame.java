package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.DataTypes;
import io.brasa.columnar.type.StructType;
import io.brasa.runtime.error.EngineException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TestDataFrame {
  private static final StructType SCHEMA =
      new StructType().add("name", DataTypes.StringType).add("age", DataTypes.IntegerType);

  @Test
  void rowsComeBackAsTheyWereGiven() {
    try (BrasaSession session = BrasaSession.builder().master("local[2]").build()) {
      List<Row> rows = List.of(Row.of("ann", 3), Row.of("bob", null), Row.of(null, -1));
      DataFrame frame = session.createDataFrame(rows, SCHEMA);
      assertEquals(rows, frame.collectAsList());
      assertEquals(SCHEMA, frame.schema());
      assertEquals(rows.subList(0, 2), frame.limit(2).collectAsList());
    }
  }

  @Test
  void rangesAreDividedAndCutShort() {
    try (BrasaSession session = BrasaSession.builder().master("local[2]").build()) {
      DataFrame range = session.range(0, 100_000, 7, 5);
      List<Row> rows = range.collectAsList();
      assertEquals(14_286, rows.size());
      assertEquals(Row.of(7L * 14_285), rows.getLast());
      assertEquals(Arrays.asList(Row.of(0L), Row.of(7L)), range.limit(2).collectAsList());
    }
  }

  @Test
  void tablesAreShown() {
    try (BrasaSession session = BrasaSession.builder().master("local[2]").build()) {
      DataFrame frame =
          session.createDataFrame(List.of(Row.of("ann", 3), Row.of(null, 12)), SCHEMA);
      assertEquals(
          """
          +----+---+
          |name|age|
          +----+---+
          | ann|  3|
          +----+---+
          only showing top 1 row
          """,
          frame.showString(1, 20));
      assertTrue(frame.explainString("analyze").contains("2 rows"), frame.explainString("analyze"));
      String simple = frame.explainString("simple");
      for (String mode : List.of("extended", "formatted", "cost", "codegen"))
        assertTrue(frame.explainString(mode).endsWith(simple), mode);
      EngineException unknown =
          assertThrows(EngineException.class, () -> frame.explainString("pretty"));
      assertTrue(unknown.getMessage().contains("codegen"), unknown::getMessage);
    }
  }
}
