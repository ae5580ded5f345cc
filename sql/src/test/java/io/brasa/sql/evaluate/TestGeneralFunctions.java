package io.brasa.sql.evaluate;

import static io.brasa.sql.evaluate.Calls.call;
import static io.brasa.sql.evaluate.Calls.decimal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Lambda;
import io.brasa.sql.expression.LambdaVariable;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.RowGenerator;
import io.brasa.sql.function.builtin.BuiltInFunctions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TestGeneralFunctions {
  @Test
  void conditionsChoose() {
    assertEquals(2, call("coalesce", null, 2, 3));
    assertNull(call("coalesce", null, null));
    assertEquals(2.0, call("nvl", null, 2.0));
    assertEquals("a", call("if", true, "a", "b"));
    assertEquals("b", call("if", null, "a", "b"));
    assertEquals(2L, call("nvl2", 1, 2, 3L));
    assertNull(call("nullif", 1, 1));
    assertEquals(1, call("nullif", 1, 2));
    assertEquals(true, call("isnull", (Object) null));
    assertEquals(true, call("isnan", Double.NaN));
    assertEquals(1.0, call("nanvl", Double.NaN, 1.0));
    assertEquals(true, call("between", 2, 1, 3));
  }

  @Test
  void theGreatestPassesNullsOver() {
    assertEquals(9, call("greatest", 1, null, 9, 4));
    assertEquals(decimal("0.5"), call("least", decimal("0.5"), decimal("1.5")));
    assertEquals("c", call("greatest", "a", "c", "b"));
    assertEquals(Double.NaN, call("greatest", 1.0, Double.NaN));
    assertNull(call("greatest", null, null));
  }

  @Test
  void nullIsOnlySafelyEqual() {
    assertNull(call("=", null, 1));
    assertEquals(true, call("<=>", null, null));
    assertEquals(false, call("<=>", null, 1));
    assertEquals(true, call("=", "1", 1));
    assertEquals(true, call("=", Double.NaN, Double.NaN));
    assertEquals(true, call("=", 0.0, -0.0));
    assertEquals(true, call("<", 1, decimal("1.5")));
    assertThrows(EngineException.class, () -> call("=", true, 1));
  }

  @Test
  void hashesAreThoseOfTheReference() {
    Expression array = Calls.resolve("array", 123);
    assertEquals(-1321691492, call("hash", "Spark", array, 2));
    assertEquals(5602566077635097486L, call("xxhash64", "Spark", array, 2));
    assertEquals("8cde774d6f7333752ed72cacddb05126", call("md5", "Spark"));
    assertEquals("85f5955f4b27a9a4c2aab6ffe5d7189fc298b92c", call("sha1", "Spark"));
    assertEquals(
        "529bc3b07127ecb7e53a4dcf1991d9152c24537d919178022b2c42657f79a26b",
        call("sha2", "Spark", 256));
    assertEquals(1557323817L, call("crc32", "Spark"));
  }

  @Test
  void numbersAreComputed() {
    assertEquals(2.0, call("sqrt", 4));
    assertEquals(8.0, call("pow", 2, 3));
    assertNull(call("ln", 0));
    assertEquals(2.0, call("log", 10, 100));
    assertEquals(120L, call("factorial", 5));
    assertNull(call("factorial", 21));
    assertEquals("1101", call("bin", 13));
    assertEquals("4", call("conv", "100", 2, 10));
    assertEquals("-16", call("conv", "-10", 16, -10));
    assertEquals(3L, call("width_bucket", 5.3, 0.2, 10.6, 5));
    assertEquals(1.0, call("sign", decimal("2.5")));
  }

  @Test
  void bitsAreCombined() {
    assertEquals(1, call("&", 3, 5));
    assertEquals(7L, call("|", 3, 5L));
    assertEquals(6, call("^", 3, 5));
    assertEquals(-4, call("~", 3));
    assertEquals(4, call("shiftleft", 2, 1));
    assertEquals(2147483647, call(">>>", -1, 1));
    assertEquals(-1L, call("shiftright", -1L, 1));
    assertEquals(2, call("bit_count", 5));
  }

  @Test
  void nestedValuesAreMadeAndTakenApart() {
    Expression array = Calls.resolve("array", 1, 2, null);
    assertEquals(Arrays.asList(1, 2, null), Calls.value(array));
    assertEquals(3, call("size", array));
    assertEquals(1, call("element_at", array, 1));
    assertNull(call("element_at", array, -1));
    assertEquals(1, call("__element", array, 0));
    assertNull(call("get", array, 3));
    assertNull(call("try_element_at", array, 4));
    EngineException e = assertThrows(EngineException.class, () -> call("__element", array, 3));
    assertTrue(e.getMessage().contains("3 elements"), e.getMessage());
    assertEquals(true, call("array_contains", array, 2));
    assertNull(call("array_contains", array, 5));
    assertEquals(2L, call("array_position", array, 2));
    Expression map = Calls.resolve("map", "a", 1, "b", 2);
    assertEquals(2, call("element_at", map, "b"));
    assertNull(call("__element", map, "c"));
    assertEquals(List.of("a", "b"), call("map_keys", map));
    assertThrows(EngineException.class, () -> call("map", "a", 1, "a", 2));
    Expression struct = Calls.resolve("named_struct", "x", 1, "y", "b");
    assertEquals(List.of(1, "b"), Calls.value(struct));
    assertEquals("b", call("__field", struct, "Y"));
    assertThrows(EngineException.class, () -> call("__field", struct, "z"));
    assertEquals("array<void>", Calls.type("array"));
  }

  @Test
  void arraysAreRearranged() {
    Expression array = Calls.resolve("array", 3, null, 1, 3);
    assertEquals(Arrays.asList(null, 1, 3, 3), call("sort_array", array));
    assertEquals(Arrays.asList(3, 3, 1, null), call("sort_array", array, false));
    assertEquals(Arrays.asList(3, null, 1), call("array_distinct", array));
    assertEquals(1, call("array_min", array));
    assertEquals(3, call("array_max", array));
    assertEquals(Arrays.asList(null, 1), call("slice", array, 2, 2));
    assertEquals(List.of(3), call("slice", array, -1, 5));
    assertEquals("3,1,3", call("array_join", array, ","));
    assertEquals("3,-,1,3", call("array_join", array, ",", "-"));
    assertEquals(List.of(5, 3, 1), call("sequence", 5, 1, -2));
  }

  @Test
  void lambdasAreAppliedToElements() {
    LambdaVariable x = new LambdaVariable(1, "x", AtomicType.INTEGER, true);
    LambdaVariable y = new LambdaVariable(2, "y", AtomicType.INTEGER, true);
    Expression array = Calls.resolve("array", 1, 2, null);
    Expression sum = Calls.resolve("+", x, y);
    Expression large = Calls.resolve(">", x, 1);
    assertEquals(
        Arrays.asList(1, 3, null), call("transform", array, new Lambda(List.of(x, y), sum)));
    assertEquals(List.of(2), call("filter", array, new Lambda(List.of(x), large)));
    assertEquals(true, call("exists", array, new Lambda(List.of(x), large)));
    assertEquals(false, call("forall", array, new Lambda(List.of(x), large)));
    Expression three = Calls.resolve("array", 1, 2, 3);
    Expression twice = Calls.resolve("*", x, 2);
    assertEquals(
        32,
        call(
            "aggregate", three, 10, new Lambda(List.of(x, y), sum), new Lambda(List.of(x), twice)));
    assertEquals(
        10,
        call("reduce", Calls.resolve("slice", three, 1, 0), 10, new Lambda(List.of(x, y), sum)));
  }

  private static List<List<Object>> generate(String name, Object... arguments) {
    Function.Generator generator =
        (Function.Generator) BuiltInFunctions.registry().find(name).orElseThrow();
    List<Expression> literals = new ArrayList<>();
    for (Object argument : arguments) literals.add(Calls.literal(argument));
    Function.GeneratorTypes types = generator.typing().resolve(literals, Calls.ANSI);
    Call call = (Call) types.call();
    RowGenerator rows = generator.generators().of(call, Calls.ANSI);
    Vector[] vectors = new Vector[call.arguments().size()];
    io.brasa.columnar.vector.Batch one = io.brasa.columnar.vector.Batch.of(1, List.of());
    for (int i = 0; i < vectors.length; i++)
      vectors[i] = Evaluators.of(call.argument(i), Calls.ANSI).evaluate(one, null);
    List<VectorBuilder> columns = new ArrayList<>();
    types.columns().forEach(f -> columns.add(VectorBuilder.of(f.dataType(), 1)));
    int count = rows.generate(vectors, 0, columns);
    List<Vector> built = new ArrayList<>();
    for (VectorBuilder column : columns) built.add(column.build());
    List<List<Object>> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Object> row = new ArrayList<>();
      for (Vector vector : built) row.add(io.brasa.columnar.vector.Values.get(vector, i));
      values.add(row);
    }
    return values;
  }

  @Test
  void generatorsMakeRows() {
    Expression array = Calls.resolve("array", 7, null);
    assertEquals(List.of(List.of(7), Arrays.asList((Object) null)), generate("explode", array));
    assertEquals(List.of(List.of(0, 7), Arrays.asList(1, null)), generate("posexplode", array));
    assertEquals(List.of(List.of("a", 1)), generate("explode", Calls.resolve("map", "a", 1)));
    assertEquals(
        List.of(List.of(1, "x")),
        generate("inline", Calls.resolve("array", Calls.resolve("struct", 1, "x"))));
    assertEquals(List.of(List.of(1, 2), Arrays.asList(3, null)), generate("stack", 2, 1, 2, 3));
    assertEquals(
        List.of(),
        generate(
            "explode", new io.brasa.sql.expression.Literal(null, new ArrayType(AtomicType.LONG))));
    assertEquals(Map.of("a", 1), call("map", "a", 1));
  }
}
