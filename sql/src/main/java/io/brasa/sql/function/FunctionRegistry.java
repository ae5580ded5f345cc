package io.brasa.sql.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The built-in functions by name. What most queries use is there from the start; other families are
 * known by their names alone until one of these is asked for, so that they cost no time before.
 * Thread-safe; finds the same for a name at any time.
 */
public final class FunctionRegistry {
  private final Map<String, Function> functions = new TreeMap<>();
  private final Map<String, Family> families = new TreeMap<>();
  private final Map<Family, Map<String, Function>> loaded = new ConcurrentHashMap<>();

  /** Functions that are made when one of them is asked for. */
  public interface Family {
    /** In lower case. */
    List<String> names();

    /** All functions of these names and no others. */
    List<Function> load();
  }

  /**
   * @param present lists of functions; a name may occur once
   * @param late what is made on demand
   */
  public FunctionRegistry(List<List<Function>> present, List<? extends Family> late) {
    for (List<Function> family : present)
      for (Function function : family) checkNew(functions.put(function.name(), function), function);
    for (Family family : late) {
      for (String name : family.names()) {
        if (functions.containsKey(name) || families.put(name, family) != null)
          throw new IllegalArgumentException("two functions are named " + name);
      }
    }
  }

  private static void checkNew(Function before, Function function) {
    if (before != null)
      throw new IllegalArgumentException("two functions are named " + function.name());
  }

  /** Case does not count. */
  public Optional<Function> find(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    Function present = functions.get(lower);
    if (present != null) return Optional.of(present);
    Family family = families.get(lower);
    return family == null
        ? Optional.empty()
        : Optional.of(loaded.computeIfAbsent(family, FunctionRegistry::load).get(lower));
  }

  private static Map<String, Function> load(Family family) {
    Map<String, Function> made = new TreeMap<>();
    for (Function function : family.load()) checkNew(made.put(function.name(), function), function);
    if (!made.keySet().equals(new TreeSet<>(family.names())))
      throw new IllegalArgumentException(
          family + " names other functions than it has: " + made.keySet());
    return made;
  }

  /** All names, in order. */
  public List<String> names() {
    TreeSet<String> names = new TreeSet<>(functions.keySet());
    names.addAll(families.keySet());
    return new ArrayList<>(names);
  }
}
