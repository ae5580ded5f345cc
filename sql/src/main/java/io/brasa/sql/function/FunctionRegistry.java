package io.brasa.sql.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The built-in functions by name. Immutable. */
public final class FunctionRegistry {
  private final Map<String, Function> functions = new TreeMap<>();

  /**
   * @param families lists of functions; a name may occur once
   */
  public FunctionRegistry(List<List<Function>> families) {
    for (List<Function> family : families) {
      for (Function function : family) {
        if (functions.put(function.name(), function) != null)
          throw new IllegalArgumentException("two functions are named " + function.name());
      }
    }
  }

  /** Case does not count. */
  public Optional<Function> find(String name) {
    return Optional.ofNullable(functions.get(name.toLowerCase(Locale.ROOT)));
  }

  /** All names, in order. */
  public List<String> names() {
    return new ArrayList<>(functions.keySet());
  }
}
