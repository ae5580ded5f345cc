package io.brasa.sql.analysis;

import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.TableStatistics;
import io.brasa.columnar.type.StructType;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.AttributeIds;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.PlanCheck;
import io.brasa.sql.parser.SqlParser;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Statement;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Analyses texts over tables that are given by their schemas. */
public final class Asked implements Tables, Sources {
  private final Map<String, Relation> views = new LinkedHashMap<>();
  private final AttributeIds ids = new AttributeIds();
  private final AnalysisContext context =
      AnalysisContext.of(
          this, this, StandIns.registry(), new EvaluationSettings(true, ZoneOffset.UTC, 0), ids);

  /** Adds a table, of columns as {@code CREATE TABLE} lists them. */
  public Asked table(String name, String columns) {
    return view(name, new Relation.Opened(source(name, SqlParser.schema(columns)), Origin.NONE));
  }

  public Asked view(String name, Relation relation) {
    views.put(name.toLowerCase(), relation);
    return this;
  }

  public Asked tpch() {
    Tpch tpch = new Tpch();
    for (String name : tpch.names()) views.put(name, tpch.find(List.of(name)).orElseThrow());
    return this;
  }

  private static Source source(String name, StructType schema) {
    return new KnownSource(name, schema, new TableStatistics(1_000, 100_000, Map.of()));
  }

  @Override
  public Optional<Relation> find(List<String> name) {
    return name.size() == 1
        ? Optional.ofNullable(views.get(name.getFirst().toLowerCase()))
        : Optional.empty();
  }

  @Override
  public List<String> names() {
    return List.copyOf(views.keySet());
  }

  @Override
  public boolean isFormat(String name) {
    return name.equalsIgnoreCase("parquet");
  }

  @Override
  public Source open(Optional<String> format, String path) {
    if (path.contains("missing"))
      throw new EngineException(SqlError.TABLE_NOT_FOUND, "There is no file " + path, "Look there");
    return source(path, SqlParser.schema("a INT, b STRING"));
  }

  public AttributeIds ids() {
    return ids;
  }

  public AnalysisContext context() {
    return context;
  }

  Relation parsed(String text) {
    return ((Statement.Query) SqlParser.statement(text)).relation();
  }

  /** The plan of a query, checked. */
  public LogicalPlan plan(String text) {
    LogicalPlan plan = Analyzer.analyze(parsed(text), context);
    PlanCheck.check(plan);
    return plan;
  }

  /** The columns of a query as {@code name type}, with commas between. */
  String columns(String text) {
    return String.join(
        ", ",
        plan(text).output().stream().map(a -> a.name() + " " + a.type().simpleString()).toList());
  }
}
