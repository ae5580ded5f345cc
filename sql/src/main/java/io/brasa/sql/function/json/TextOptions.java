package io.brasa.sql.function.json;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.StructType;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Signature;
import io.brasa.sql.parser.SqlParser;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The schema and the options that functions of structs and text are given as constants. */
public record TextOptions(Map<String, String> values) {
  public static final TextOptions NONE = new TextOptions(Map.of());

  /** Of {@code map('name', 'value', …)}; case of names does not count. */
  public static TextOptions of(String function, List<Expression> arguments, int index) {
    if (index >= arguments.size()) return NONE;
    if (arguments.get(index) instanceof Literal(Map<?, ?> map, DataType _)) {
      Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      map.forEach((name, value) -> options.put(name.toString(), value.toString()));
      return new TextOptions(options);
    }
    boolean isMap =
        arguments.get(index) instanceof Call call
            && call.function().equals("map")
            && call.arguments().stream().allMatch(a -> a instanceof Literal(String _, DataType _));
    if (!isMap)
      throw Signature.mismatch(
          function, arguments, index, "map('option', 'value', …) of constants");
    List<Expression> parts = ((Call) arguments.get(index)).arguments();
    Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < parts.size(); i += 2)
      options.put(
          (String) ((Literal) parts.get(i)).value(), (String) ((Literal) parts.get(i + 1)).value());
    return new TextOptions(options);
  }

  /** The value of an option. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Whether an option is true. */
  public boolean isSet(String name, boolean otherwise) {
    return get(name).map(text -> text.toLowerCase(Locale.ROOT).equals("true")).orElse(otherwise);
  }

  /** Whether what is broken fails. */
  public boolean isFailFast() {
    return get("mode").map(mode -> mode.equalsIgnoreCase("FAILFAST")).orElse(false);
  }

  String separator() {
    return get("sep").or(() -> get("delimiter")).orElse(",");
  }

  /** A type, or columns with types, as a constant text. */
  public static DataType schema(String function, List<Expression> arguments) {
    if (!(arguments.get(1) instanceof Literal(String text, DataType _)))
      throw Signature.mismatch(function, arguments, 1, "a schema as a constant STRING");
    try {
      return SqlParser.type(text);
    } catch (EngineException _) {
      return columns(function, text);
    }
  }

  private static StructType columns(String function, String text) {
    try {
      return SqlParser.schema(text);
    } catch (EngineException e) {
      throw Failures.invalidArgument(
          function, "'" + text + "', which is no schema", "one such as 'id BIGINT, name STRING'");
    }
  }
}
