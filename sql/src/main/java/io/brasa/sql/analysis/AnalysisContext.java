package io.brasa.sql.analysis;

import io.brasa.sql.expression.AttributeIds;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.expression.UserFunction;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.FunctionRegistry;
import io.brasa.sql.syntax.SqlFunction;
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
 * @param variables by names in lower case, with points in those that have several parts: values
 * @param sqlFunctions by name in lower case: those whose body is SQL
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
    Map<String, SqlFunction> sqlFunctions,
    AttributeIds ids,
    Consumer<String> warnings) {
  public AnalysisContext {
    userFunctions = Map.copyOf(userFunctions);
    places = List.copyOf(places);
    parameters = Map.copyOf(parameters);
    variables = Map.copyOf(variables);
    sqlFunctions = Map.copyOf(sqlFunctions);
  }

  /** Without functions of the user's and parameters. */
  public static AnalysisContext of(
      Tables tables,
      Sources sources,
      FunctionRegistry functions,
      EvaluationSettings settings,
      AttributeIds ids) {
    return new AnalysisContext(
        tables, sources, functions, Map.of(), settings, List.of(), Map.of(), Map.of(), Map.of(),
        ids, _ -> {});
  }

  /** The same with other variables. */
  public AnalysisContext withVariables(Map<String, Expression> others) {
    return new AnalysisContext(
        tables,
        sources,
        functions,
        userFunctions,
        settings,
        places,
        parameters,
        others,
        sqlFunctions,
        ids,
        warnings);
  }

  /** The same with other tables. */
  public AnalysisContext withTables(Tables others) {
    return new AnalysisContext(
        others,
        sources,
        functions,
        userFunctions,
        settings,
        places,
        parameters,
        variables,
        sqlFunctions,
        ids,
        warnings);
  }

  /** What is there whatever a session has made for itself, with these tables. */
  public AnalysisContext lasting(Tables others) {
    return new AnalysisContext(
        others,
        sources,
        functions,
        userFunctions,
        settings,
        List.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        ids,
        warnings);
  }

  /** A function that lasts, if none of the session's and of the engine's has its name. */
  Optional<Tables.LastingFunction> lastingFunction(List<String> name) {
    boolean isPlain = name.size() == 1;
    if (isPlain
        && (userFunction(name.getFirst()).isPresent()
            || functions.find(name.getFirst()).isPresent())) return Optional.empty();
    return tables.function(name);
  }

  /** The same with other functions whose body is SQL. */
  public AnalysisContext withFunctions(Map<String, SqlFunction> others) {
    return new AnalysisContext(
        tables,
        sources,
        functions,
        userFunctions,
        settings,
        places,
        parameters,
        variables,
        others,
        ids,
        warnings);
  }

  Optional<SqlFunction> sqlFunction(String name) {
    return sqlFunctions.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(sqlFunctions.get(name.toLowerCase(java.util.Locale.ROOT)));
  }

  Optional<UserFunction> userFunction(String name) {
    return Optional.ofNullable(userFunctions.get(name.toLowerCase(java.util.Locale.ROOT)));
  }
}
