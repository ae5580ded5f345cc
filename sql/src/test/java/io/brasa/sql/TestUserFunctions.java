package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.DataTypes;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Functions of users', of every number of arguments. */
final class TestUserFunctions {
  private final BrasaSession session = BrasaSession.builder().master("local[2]").build();

  @AfterEach
  void close() {
    session.close();
  }

  private static String joined(Object... values) {
    StringBuilder text = new StringBuilder();
    for (Object value : values) text.append(value);
    return text.toString();
  }

  private void register() {
    UDFRegistration all = session.udf();
    all.register("j0", (UDF0<String>) () -> "none", DataTypes.StringType);
    all.register("j1", (UDF1<Integer, String>) a -> joined(a), DataTypes.StringType);
    all.register(
        "j2", (UDF2<Integer, Integer, String>) (a, b) -> joined(a, b), DataTypes.StringType);
    all.register(
        "j3",
        (UDF3<Integer, Integer, Integer, String>) (a, b, c) -> joined(a, b, c),
        DataTypes.StringType);
    all.register(
        "j4",
        (UDF4<Integer, Integer, Integer, Integer, String>) (a, b, c, d) -> joined(a, b, c, d),
        DataTypes.StringType);
    all.register(
        "j5",
        (UDF5<Integer, Integer, Integer, Integer, Integer, String>)
            (a, b, c, d, e) -> joined(a, b, c, d, e),
        DataTypes.StringType);
    all.register(
        "j6",
        (UDF6<Integer, Integer, Integer, Integer, Integer, Integer, String>)
            (a, b, c, d, e, f) -> joined(a, b, c, d, e, f),
        DataTypes.StringType);
    all.register(
        "j7",
        (UDF7<Integer, Integer, Integer, Integer, Integer, Integer, Integer, String>)
            (a, b, c, d, e, f, g) -> joined(a, b, c, d, e, f, g),
        DataTypes.StringType);
    all.register(
        "j8",
        (UDF8<Integer, Integer, Integer, Integer, Integer, Integer, Integer, Integer, String>)
            (a, b, c, d, e, f, g, h) -> joined(a, b, c, d, e, f, g, h),
        DataTypes.StringType);
    all.register(
        "j9",
        (UDF9<
                Integer,
                Integer,
                Integer,
                Integer,
                Integer,
                Integer,
                Integer,
                Integer,
                Integer,
                String>)
            (a, b, c, d, e, f, g, h, i) -> joined(a, b, c, d, e, f, g, h, i),
        DataTypes.StringType);
    all.register(
        "j10",
        (UDF10<
                Integer,
                Integer,
                Integer,
                Integer,
                Integer,
                Integer,
                Integer,
                Integer,
                Integer,
                Integer,
                String>)
            (a, b, c, d, e, f, g, h, i, j) -> joined(a, b, c, d, e, f, g, h, i, j),
        DataTypes.StringType);
  }

  @Test
  void theyAreCalledWithTheirArgumentsInOrder() {
    register();
    StringBuilder arguments = new StringBuilder();
    StringBuilder expected = new StringBuilder();
    for (int count = 0; count <= 10; count++) {
      assertEquals(
          count == 0 ? "none" : expected.toString(),
          session.sql("SELECT j" + count + "(" + arguments + ")").first().getString(0));
      arguments.append(count == 0 ? "" : ", ").append(count + 1);
      expected.append(count + 1);
    }
    assertEquals(
        List.of(Row.of("01"), Row.of("12"), Row.of("23")),
        session
            .sql("SELECT j2(CAST(id AS INT), CAST(id + 1 AS INT)) FROM range(3) ORDER BY id")
            .collectAsList());
  }

  @Test
  void nullsReachThemAndWhatTheyThrowNamesThem() {
    register();
    assertEquals("null7", session.sql("SELECT j2(NULL, 7)").first().getString(0));
    session
        .udf()
        .register(
            "fails",
            (UDF1<Integer, Integer>)
                a -> {
                  throw new IllegalArgumentException("not " + a);
                },
            DataTypes.IntegerType);
    EngineException error =
        assertThrows(EngineException.class, () -> session.sql("SELECT fails(3)").collectAsList());
    assertTrue(error.getMessage().contains("fails"), error.getMessage());
    assertTrue(error.getMessage().contains("not 3"), error.getMessage());
  }

  @Test
  void onceUnregisteredTheyAreGone() {
    register();
    assertTrue(session.udf().unregister("j1"));
    EngineException error =
        assertThrows(EngineException.class, () -> session.sql("SELECT j1(1)").collectAsList());
    assertEquals(SqlError.FUNCTION_NOT_FOUND, error.code());
  }
}
