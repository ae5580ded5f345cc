package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.sql.function.builtin.BuiltInFunctions;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Methods of {@link functions} and functions of SQL are the same, wherever Spark has both. */
final class TestOneRegistry {
  /** A word of Java. */
  private static final Set<String> NO_METHODS = Set.of("char");

  private static Set<String> methods() {
    Set<String> names = new TreeSet<>();
    for (Method method : functions.class.getMethods())
      if (Modifier.isStatic(method.getModifiers())) names.add(method.getName());
    return names;
  }

  private static Set<String> ofSpark() throws IOException {
    try (InputStream in = TestOneRegistry.class.getResourceAsStream("/spark-functions.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toSet());
    }
  }

  @Test
  void whatSqlHasTheApiHas() throws IOException {
    Set<String> missing = new TreeSet<>(BuiltInFunctions.registry().names());
    missing.retainAll(ofSpark());
    missing.removeAll(methods());
    missing.removeAll(NO_METHODS);
    assertTrue(missing.isEmpty(), () -> "functions has no " + missing);
  }

  @Test
  void methodsNamedAsFunctionsOfSqlCallThese() {
    try (BrasaSession session = BrasaSession.builder().master("local[1]").build()) {
      DataFrame one = session.sql("SELECT 5.5D AS x, 'abc' AS s, DATE '2020-02-29' AS d");
      List<Row> api =
          one.select(
                  functions.round(functions.col("x")),
                  functions.upper(functions.col("s")),
                  functions.last_day(functions.col("d")),
                  functions.acosh(functions.col("x")),
                  functions.zeroifnull(functions.lit(null)),
                  functions.reduce(
                      functions.sequence(functions.lit(1), functions.lit(3)),
                      functions.lit(0),
                      Column::plus))
              .collectAsList();
      List<Row> sql =
          session
              .sql(
                  "SELECT round(x), upper(s), last_day(d), acosh(x), zeroifnull(NULL),"
                      + " reduce(sequence(1, 3), 0, (a, b) -> a + b)"
                      + " FROM VALUES (5.5D, 'abc', DATE '2020-02-29') AS t(x, s, d)")
              .collectAsList();
      assertEquals(sql, api);
    }
  }
}
