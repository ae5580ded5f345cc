package io.brasa.sql.function.builtin;

import io.brasa.sql.function.FunctionRegistry;
import io.brasa.sql.function.aggregate.AggregateFunctions;
import io.brasa.sql.function.general.GeneralFunctions;
import io.brasa.sql.function.general.WindowFunctions;
import io.brasa.sql.function.json.JsonFunctions;
import io.brasa.sql.function.nested.NestedFunctions;
import io.brasa.sql.function.numeric.ArithmeticFunctions;
import io.brasa.sql.function.numeric.MathFunctions;
import io.brasa.sql.function.text.StringFunctions;
import io.brasa.sql.function.time.TimeFunctions;
import java.util.List;

/** The one registry of all functions that the engine brings. */
public final class BuiltInFunctions {
  private BuiltInFunctions() {}

  /** Made on first use. */
  public static FunctionRegistry registry() {
    return Holder.REGISTRY;
  }

  private static final class Holder {
    static final FunctionRegistry REGISTRY =
        new FunctionRegistry(
            List.of(
                ArithmeticFunctions.all(),
                AggregateFunctions.all(),
                StringFunctions.all(),
                TimeFunctions.all(),
                MathFunctions.all(),
                GeneralFunctions.all(),
                WindowFunctions.all(),
                JsonFunctions.all(),
                NestedFunctions.all()),
            List.of(LateFamily.values()));
  }
}
