package io.brasa.sql;

import static io.brasa.columnar.type.AtomicType.STRING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.sql.function.builtin.BuiltInFunctions;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Syntax;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The methods of {@code functions} and the functions that they name. */
final class TestFunctions {
  /** Written as calls, though no built-in functions: the analyser or the session knows them. */
  private static final Set<String> OPERATORS =
      Set.of(
          "not",
          "isnull",
          "isnotnull",
          "<=>",
          "grouping",
          "grouping_id",
          "input_file_block_length",
          "input_file_block_start",
          "input_file_name",
          "current_user",
          "session_user",
          "user",
          "version",
          "col");

  private static Map<String, Set<String>> calledBy() throws ReflectiveOperationException {
    Map<String, Set<String>> methods = new TreeMap<>();
    for (Method method : functions.class.getMethods()) {
      if (!Modifier.isStatic(method.getModifiers()) || method.getReturnType() != Column.class)
        continue;
      if (Set.of("call_function", "callUDF", "call_udf", "expr").contains(method.getName()))
        continue;
      Object[] arguments =
          Arrays.stream(method.getParameterTypes()).map(TestFunctions::argument).toArray();
      // Methods that functions inherits belong to a class which only its package sees.
      method.setAccessible(true);
      Column made = (Column) method.invoke(null, arguments);
      if (made.sortItem().expression() instanceof Syntax.Call call)
        methods
            .computeIfAbsent(String.join(".", call.name()), _ -> new TreeSet<>())
            .add(method.getName());
    }
    return methods;
  }

  private static Object argument(Class<?> type) {
    Column column = new Column(Columns.constant(1, Origin.NONE));
    if (type == Column.class) return column;
    if (type == Column[].class) return new Column[] {column, column};
    if (type == String.class) return "a";
    if (type == String[].class) return new String[] {"b"};
    if (type == int.class) return 2;
    if (type == long.class) return 2L;
    if (type == double.class) return 0.5;
    if (type == boolean.class) return true;
    if (type == UnaryOperator.class) return UnaryOperator.identity();
    if (type == BinaryOperator.class) return (BinaryOperator<Column>) (a, _) -> a;
    if (type == functions.Merging.class) return (functions.Merging) (key, _, _) -> key;
    if (type == StructType.class) return new StructType(List.of(new StructField("a", STRING)));
    if (type == Map.class) return Map.of("mode", "FAILFAST");
    return 3;
  }

  @Test
  void methodsNameFunctionsThatAreThere() throws ReflectiveOperationException {
    Set<String> missing = new TreeSet<>();
    calledBy()
        .forEach(
            (name, methods) -> {
              boolean isThere =
                  OPERATORS.contains(name)
                      || name.endsWith("_outer")
                      || BuiltInFunctions.registry().find(name).isPresent();
              if (!isThere) missing.add(name);
            });
    assertEquals(Set.of(), missing);
  }

  @Test
  void familiesHaveTheFunctionsThatTheyName() {
    for (String name : BuiltInFunctions.registry().names())
      assertEquals(name, BuiltInFunctions.registry().find(name).orElseThrow().name());
  }

  @Test
  void thereAreMoreFunctionsThanFourHundredAndFifty() {
    try (BrasaSession session = BrasaSession.builder().master("local[1]").build()) {
      long count = session.sql("SHOW FUNCTIONS").count();
      assertTrue(count >= 450, "" + count);
    }
  }

  @Test
  void allWidelyUsedFunctionsHaveAMethod() throws ReflectiveOperationException {
    Set<String> names = calledBy().keySet();
    assertTrue(names.size() > 250, "" + names.size());
    assertTrue(names.containsAll(Set.of("sum", "upper", "year", "explode", "sqrt")), "" + names);
  }

  @Test
  void lambdasWithinLambdasKeepTheirParametersApart() {
    Column nested =
        functions.transform(
            functions.col("a"),
            x -> functions.aggregate(functions.col("b"), x, (state, y) -> state.plus(y).plus(x)));
    assertEquals(
        "transform(a, lambdafunction(aggregate(b, x_2,"
            + " lambdafunction(((x_1 + y_1) + x_2), x_1, y_1)), x_2))",
        nested.toString());
  }

  @Test
  void namesOfColumnsAreReadWithDotsAndQuotes() {
    assertEquals(
        new Syntax.Name(List.of("a.b", "c"), Origin.NONE), Columns.named("`a.b`.c", Origin.NONE));
    assertTrue(functions.col("t.*").syntax() instanceof Syntax.Star);
    assertEquals(AtomicType.NULL, Columns.literal(null, Origin.NONE).type());
  }
}
