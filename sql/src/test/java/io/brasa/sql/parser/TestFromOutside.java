package io.brasa.sql.parser;

import static io.brasa.sql.functions.col;
import static io.brasa.sql.functions.sum;
import static io.brasa.sql.functions.upper;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.sql.BrasaSession;
import io.brasa.sql.DataFrame;
import io.brasa.sql.Row;
import io.brasa.sql.functions;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What users write outside of the engine's package, in all the ways Java has. */
final class TestFromOutside {
  @Test
  void inheritedMethodsAreReached() {
    UnaryOperator<io.brasa.sql.Column> up = functions::upper;
    try (BrasaSession session = BrasaSession.builder().master("local[2]").build()) {
      DataFrame frame = session.range(4);
      Supplier<List<Row>> rows = frame.agg(sum(col("id")), sum("id"))::collectAsList;
      assertEquals(List.of(Row.of(6L, 6L)), rows.get());
      assertEquals(
          Row.of("A", "B"),
          session
              .sql("SELECT 'a' AS x, 'b' AS y")
              .select(upper(col("x")), up.apply(col("y")))
              .head());
      assertEquals(
          4, frame.rdd().map(row -> Row.of(row.getLong(0) % 4)).repartition(3).distinct().count());
      assertEquals(4, frame.rdd().keyBy(row -> row).groupByKey().count());
    }
  }
}
