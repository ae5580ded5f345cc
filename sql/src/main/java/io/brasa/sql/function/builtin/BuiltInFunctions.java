package io.brasa.sql.function.builtin;

import io.brasa.sql.function.FunctionRegistry;
import io.brasa.sql.function.numeric.ArithmeticFunctions;
import io.brasa.sql.function.aggregate.AggregateFunctions;
import io.brasa.sql.function.text.StringFunctions;
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
        new FunctionRegistry(List.of(ArithmeticFunctions.all(), AggregateFunctions.all(), StringFunctions.all()));
  }
}
