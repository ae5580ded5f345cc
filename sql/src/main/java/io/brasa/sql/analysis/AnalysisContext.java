package io.brasa.sql.analysis;

import io.brasa.sql.expression.AttributeIds;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.expression.UserFunction;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.FunctionRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a query can name, and what its meaning depends on.
 *
 * @param userFunctions by name in lower case; they hide built-in functions
 * @param places values for {@code ?}, in order
 * @param parameters values for {@code :name}
 * @param variables of the session by name in lower case: their values
 * @param ids of the session, since columns of its plans meet in later ones
 * @param warnings get what people should know of a query that is understood all the same
 */
public record AnalysisContext(
    Tables tables,
    Sources sources,
    FunctionRegistry functions,
    Map<String, UserFunction> userFunctions,
    EvaluationSettings settings,
    List<Literal> places,
    Map<String, Literal> parameters,
    Map<String, Expression> variables,
    AttributeIds ids,
    Consumer<String> warnings) {
  public AnalysisContext {
    userFunctions = Map.copyOf(userFunctions);
    places = List.copyOf(places);
    parameters = Map.copyOf(parameters);
    variables = Map.copyOf(variables);
  }

  /** Without functions of the user's and parameters. */
  public static AnalysisContext of(
      Tables tables,
      Sources sources,
      FunctionRegistry functions,
      EvaluationSettings settings,
      AttributeIds ids) {
    return new AnalysisContext(
        tables, sources, functions, Map.of(), settings, List.of(), Map.of(), Map.of(), ids,
        _ -> {});
  }

  Optional<UserFunction> userFunction(String name) {
    return Optional.ofNullable(userFunctions.get(name.toLowerCase(java.util.Locale.ROOT)));
  }
}
