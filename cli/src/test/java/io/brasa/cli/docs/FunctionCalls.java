package io.brasa.cli.docs;

import io.brasa.sql.Column;
import io.brasa.sql.functions;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Calls the method of {@code functions} that stands for a function of SQL. */
final class FunctionCalls {
  private FunctionCalls() {}

  /** The column that a method of a name makes of arguments; empty if no method takes them. */
  static Optional<Column> call(String name, List<String> arguments)
      throws ReflectiveOperationException {
    for (Method method : functions.class.getMethods()) {
      boolean isSought =
          method.getName().equals(name)
              && Modifier.isStatic(method.getModifiers())
              && method.getReturnType() == Column.class;
      Optional<Object[]> given = isSought ? given(method, arguments) : Optional.empty();
      if (given.isEmpty()) continue;
      // methods that functions inherits belong to classes which only their package sees
      method.setAccessible(true);
      return Optional.of((Column) method.invoke(null, given.get()));
    }
    return Optional.empty();
  }

  private static Optional<Object[]> given(Method method, List<String> arguments) {
    Class<?>[] types = method.getParameterTypes();
    List<Object> given = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < types.length; i++) {
      Class<?> type = types[i];
      if (type.isArray() && i == types.length - 1) {
        Object rest = Array.newInstance(type.componentType(), Math.max(0, arguments.size() - at));
        for (int k = 0; at < arguments.size(); k++) {
          Object value = value(type.componentType(), arguments.get(at++));
          if (value == null) return Optional.empty();
          Array.set(rest, k, value);
        }
        given.add(rest);
      } else {
        Object value = at < arguments.size() ? value(type, arguments.get(at++)) : null;
        if (value == null) return Optional.empty();
        given.add(value);
      }
    }
    return at == arguments.size() ? Optional.of(given.toArray()) : Optional.empty();
  }

  /** An argument as a method takes it; null if it does not. */
  private static Object value(Class<?> type, String text) {
    boolean isNumber = text.matches("-?\\d+");
    if (type == Column.class) return functions.expr(text);
    if (type == int.class && isNumber) return Integer.parseInt(text);
    if (type == long.class && isNumber) return Long.parseLong(text);
    if (type == double.class && text.matches("-?\\d+(\\.\\d+)?")) return Double.parseDouble(text);
    if (type == boolean.class && text.matches("true|false")) return Boolean.parseBoolean(text);
    boolean isText = text.startsWith("'") && text.endsWith("'");
    if (type == String.class && isText)
      return text.substring(1, text.length() - 1).replace("\\\\", "\\");
    if (type == String.class && text.equals("c")) return text;
    if (type == Object.class && isNumber) return Integer.parseInt(text);
    if (type == Object.class && isText) return text.substring(1, text.length() - 1);
    return null;
  }
}
