package io.brasa.sql.analysis;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.sql.expression.Call;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.FunctionRegistry;
import io.brasa.sql.function.builtin.BuiltInFunctions;
import java.util.ArrayList;
import java.util.List;

/** The built-in functions, and types of some that may be missing. */
final class StandIns {
  private StandIns() {}

  static FunctionRegistry registry() {
    FunctionRegistry builtIn = BuiltInFunctions.registry();
    List<Function> all = new ArrayList<>();
    for (String name : builtIn.names()) all.add(builtIn.find(name).orElseThrow());
    for (Function function : standIns()) {
      if (builtIn.find(function.name()).isEmpty()) all.add(function);
    }
    return new FunctionRegistry(List.of(all), List.of());
  }

  private static List<Function> standIns() {
    return List.of(
        new Function.Scalar(
            "transform",
            (a, _) -> new Call("transform", a, new ArrayType(a.get(1).type()), true),
            null),
        new Function.OnlyWindow(
            "row_number", (_, _) -> new Call("row_number", List.of(), AtomicType.INTEGER, false)));
  }
}
