package io.brasa.sql;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.analysis.AnalysisContext;
import io.brasa.sql.analysis.Analyzer;
import io.brasa.sql.catalog.TableName;
import io.brasa.sql.error.Nearest;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.builtin.BuiltInFunctions;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.SqlFunction;
import io.brasa.sql.syntax.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Statements about functions. */
record FunctionStatements(BrasaSession session, AnalysisContext context) {
  /** What the language has as functions though the registry does not know it. */
  private static final List<String> WRITTEN_OTHERWISE =
      List.of(
          "case",
          "cast",
          "explode_outer",
          "grouping",
          "grouping_id",
          "in",
          "inline_outer",
          "input_file_block_length",
          "input_file_block_start",
          "input_file_name",
          "posexplode_outer",
          "range",
          "variant_explode_outer",
          "when");

  DataFrame create(Statement.CreateFunction create) {
    SqlFunction function = create.function();
    if (!create.isTemporary()) return lasting(create);
    boolean isThere = session.sqlFunctions().find(function.name()).isPresent();
    if (isThere && create.ifNotExists()) return session.emptyDataFrame();
    if (create.replaces() || !isThere) Analyzer.check(function, with(function), create.origin());
    session.sqlFunctions().put(function, create.replaces(), create.origin());
    return session.emptyDataFrame();
  }

  private DataFrame lasting(Statement.CreateFunction create) {
    SqlFunction function = create.function();
    List<String> parts = parts(function.name());
    boolean isThere = stored().find(parts, create.origin()).isPresent();
    if (isThere && create.ifNotExists()) return session.emptyDataFrame();
    if (create.replaces() || !isThere) {
      TableName name = session.tables().name(parts, create.origin());
      AnalysisContext lasting =
          context.lasting(session.tables().within(session.tables().current(), name));
      Map<String, SqlFunction> own = Map.of(function.name().toLowerCase(Locale.ROOT), function);
      Analyzer.check(function, lasting.withFunctions(own), create.origin());
    }
    stored().create(parts, text(create), create.ifNotExists(), create.replaces(), create.origin());
    return session.emptyDataFrame();
  }

  private static String text(Statement.CreateFunction create) {
    if (create.origin() instanceof Origin.Text(String text, int from, int to))
      return text.substring(from, to);
    throw new IllegalArgumentException("a statement without its text");
  }

  private StoredFunctions stored() {
    return new StoredFunctions(session);
  }

  private static List<String> parts(String name) {
    return List.of(name.split("\\."));
  }

  /** What is known once the function is there: a body that names it calls itself. */
  private AnalysisContext with(SqlFunction function) {
    Map<String, SqlFunction> functions = new HashMap<>(context.sqlFunctions());
    functions.put(function.name().toLowerCase(Locale.ROOT), function);
    return context.withFunctions(functions);
  }

  DataFrame drop(Statement.DropFunction drop) {
    boolean isThere =
        !drop.isTemporary() && stored().drop(parts(drop.name()), drop.origin())
            || session.sqlFunctions().remove(drop.name())
            || session.udf().unregister(drop.name());
    if (!isThere && !drop.ifExists()) throw notFound(drop.name(), drop.origin());
    return session.emptyDataFrame();
  }

  DataFrame describe(Statement.DescribeFunction describe) {
    List<String> lines = new ArrayList<>();
    String name = describe.name().toLowerCase(Locale.ROOT);
    Optional<SqlFunction> own =
        session
            .sqlFunctions()
            .find(name)
            .or(
                () ->
                    stored()
                        .find(parts(describe.name()), describe.origin())
                        .map(StoredFunctions::parsed));
    if (own.isPresent()) {
      ofSql(own.get(), describe.isExtended(), lines);
    } else {
      String kind = kind(name).orElseThrow(() -> notFound(describe.name(), describe.origin()));
      lines.add("Function: " + name);
      lines.add("Type:     " + kind);
    }
    List<Row> rows = lines.stream().map(line -> Row.of(line)).toList();
    return session.createDataFrame(
        rows, new StructType().add("function_desc", AtomicType.STRING, true));
  }

  private Optional<String> kind(String name) {
    if (session.udf().functions().containsKey(name)) return Optional.of("SCALAR, in Java");
    Optional<Function> found = BuiltInFunctions.registry().find(name);
    if (session.sqlFunctions().given().contains(name)) return Optional.of("SCALAR, built in");
    if (found.isEmpty())
      return WRITTEN_OTHERWISE.contains(name) ? Optional.of("built in") : Optional.empty();
    return Optional.of(
        switch (found.get()) {
          case Function.Scalar _ -> "SCALAR, built in";
          case Function.Aggregate _ -> "AGGREGATE, built in";
          case Function.OnlyWindow _ -> "WINDOW, built in";
          case Function.Generator _ -> "TABLE, built in";
        });
  }

  /** As Spark tells it, without what comes from elsewhere than the statement. */
  private static void ofSql(SqlFunction function, boolean isExtended, List<String> lines) {
    int width = isExtended ? "Function:      ".length() : "Function: ".length();
    line("Function:", List.of(function.name()), width, lines);
    line("Type:", List.of(function.isTable() ? "TABLE" : "SCALAR"), width, lines);
    List<String> inputs = new ArrayList<>();
    for (SqlFunction.Parameter parameter : function.parameters())
      inputs.add(
          parameter.name()
              + " "
              + parameter.type().sql()
              + parameter.missing().map(_ -> " DEFAULT").orElse(""));
    line("Input:", inputs.isEmpty() ? List.of("()") : inputs, width, lines);
    List<String> returns = new ArrayList<>();
    function.type().ifPresent(type -> returns.add(type.sql()));
    function
        .columns()
        .ifPresent(
            columns -> {
              for (StructField field : columns.fields())
                returns.add(field.name() + " " + field.dataType().sql());
            });
    if (!returns.isEmpty()) line("Returns:", returns, width, lines);
    if (!isExtended) return;
    function.comment().ifPresent(comment -> line("Comment:", List.of(comment), width, lines));
    line("Body:", List.of(function.text()), width, lines);
  }

  private static void line(String title, List<String> values, int width, List<String> lines) {
    for (int i = 0; i < values.size(); i++) {
      String before = i == 0 ? title : "";
      lines.add(before + " ".repeat(width - before.length()) + values.get(i));
    }
  }

  /**
   * The names of functions.
   *
   * @param whose {@code USER}, {@code SYSTEM} or all
   */
  List<String> names(String whose) {
    TreeSet<String> names = new TreeSet<>();
    if (!whose.startsWith("SYSTEM")) {
      names.addAll(session.udf().functions().keySet());
      names.addAll(session.sqlFunctions().functions().keySet());
      String database = session.tables().current();
      for (String name : stored().of(database).keySet())
        names.add(SessionCatalog.CATALOG + "." + database + "." + name);
    }
    if (!whose.startsWith("USER")) {
      names.addAll(session.sqlFunctions().given());
      for (String name : BuiltInFunctions.registry().names())
        if (!name.startsWith("__")) names.add(name);
      names.addAll(WRITTEN_OTHERWISE);
    }
    return List.copyOf(names);
  }

  private EngineException notFound(String name, Origin origin) {
    return QueryErrors.at(
        SqlError.FUNCTION_NOT_FOUND,
        origin,
        "There is no function " + name,
        QueryErrors.perhaps(
            Nearest.of(name, names("ALL"), 3), "SHOW FUNCTIONS names all there are"));
  }
}
