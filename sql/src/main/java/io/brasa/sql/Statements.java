package io.brasa.sql;

import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.StructType;
import io.brasa.core.block.StorageLevel;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.analysis.AnalysisContext;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Statement;
import io.brasa.sql.syntax.Statement.ExplainMode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Runs statements: queries become DataFrames, others act at once. */
final class Statements {
  private final BrasaSession session;
  private final AnalysisContext context;
  private final Variables variables;

  Statements(BrasaSession session, AnalysisContext context) {
    this(session, context, session.variables());
  }

  /**
   * @param variables that statements declare and set
   */
  Statements(BrasaSession session, AnalysisContext context, Variables variables) {
    this.session = session;
    this.context = context;
    this.variables = variables;
  }

  DataFrame run(Statement statement) {
    return switch (statement) {
      case Statement.OfCatalog of -> session.catalogStatements(context).run(of.statement());
      case Statement.Query query -> session.analyzed(query.relation(), context);
      case Statement.Explain explain -> explain(explain);
      case Statement.CreateView create -> createView(create);
      case Statement.CreateSourceView create -> createSourceView(create);
      case Statement.CreateFunction create -> functions().create(create);
      case Statement.DropFunction dropped -> functions().drop(dropped);
      case Statement.DescribeFunction described -> functions().describe(described);
      case Statement.RunScript script ->
          new ScriptRun(session, context, variables).run(script.block());
      case Statement.Show show -> show(show);
      case Statement.Describe describe -> new TableStatements(session, context).describe(describe);
      case Statement.Analyze analyze -> new TableStatements(session, context).analyze(analyze);
      case Statement.Set set -> set(set);
      case Statement.SetZone zone ->
          set(
              new Statement.Set(
                  Optional.of("sql.zone"),
                  zone.zone().or(() -> Optional.of(ZoneId.systemDefault().getId())),
                  zone.origin()));
      case Statement.Reset reset -> reset(reset);
      case Statement.DeclareVariable declare -> variables().declare(declare);
      case Statement.SetVariables variables -> variables().set(variables);
      case Statement.DropVariable variable -> variables().drop(variable);
      case Statement.ExecuteImmediate execute -> variables().execute(execute);
      case Statement.ClearCache _ -> {
        session.execution().kept().dropAll();
        yield session.emptyDataFrame();
      }
      case Statement.Cache cache -> cache(cache);
      case Statement.Uncache uncache -> uncache(uncache);
    };
  }

  private FunctionStatements functions() {
    return new FunctionStatements(session, context);
  }

  private VariableStatements variables() {
    return new VariableStatements(session, context, variables);
  }

  private DataFrame reset(Statement.Reset reset) {
    RuntimeConfig config = session.conf();
    try {
      if (reset.name().isPresent()) config.unset(reset.name().get());
      else
        for (String name : config.getAll().keySet())
          if (config.isModifiable(name)) config.unset(name);
    } catch (EngineException e) {
      throw QueryErrors.located(e, reset.origin());
    }
    return session.emptyDataFrame();
  }

  private DataFrame explain(Statement.Explain explain) {
    if (!(explain.statement() instanceof Statement.Query query))
      throw QueryErrors.at(
          SqlError.SQL_UNSUPPORTED,
          explain.origin(),
          "EXPLAIN shows the plan of a query, and this is none",
          "Give it a SELECT");
    ExplainMode mode = explain.mode();
    DataFrame frame = session.analyzed(query.relation(), context);
    return rows(List.of(Row.of(frame.explainString(mode.name().toLowerCase(Locale.ROOT)))), "plan");
  }

  // ---- views

  private DataFrame createView(Statement.CreateView create) {
    Relation query =
        create.columns().isEmpty()
            ? create.query()
            : new Relation.Aliased(
                create.query(), create.name(), create.columns(), create.origin());
    makeView(create.name(), query, create.replaces(), create.origin());
    return session.emptyDataFrame();
  }

  /**
   * A query that is what it is when it is asked: tables that last have the rows of that time. What
   * reads none stays as it is, so that files are not looked at again.
   */
  private void makeView(String name, Relation query, boolean replaces, Origin origin) {
    SessionCatalog.Named named = session.tables().named();
    AnalysisContext within = context.withTables(named);
    DataFrame frame = session.analyzed(query, within);
    if (named.isLasting().get())
      session.views().put(name, () -> session.analyzed(query, within), replaces, origin);
    else session.views().put(name, frame, replaces, origin);
  }

  private DataFrame createSourceView(Statement.CreateSourceView create) {
    Map<String, String> options = create.options();
    List<String> paths = new ArrayList<>();
    options.forEach(
        (name, value) -> {
          if (name.equalsIgnoreCase("path")) paths.add(value);
        });
    SourceOptions given = new SourceOptions(paths, options, Optional.empty());
    Relation opened =
        new Relation.Opened(session.formats().open(create.format(), given), create.origin());
    session
        .views()
        .put(create.name(), session.analyzed(opened, context), create.replaces(), create.origin());
    return session.emptyDataFrame();
  }

  private DataFrame cache(Statement.Cache cache) {
    if (cache.query().isPresent())
      makeView(cache.name(), cache.query().get(), false, cache.origin());
    DataFrame frame = named(cache.name(), cache.origin());
    frame.persist(StorageLevel.MEMORY_AND_DISK);
    if (!cache.isLazy()) frame.count();
    return session.emptyDataFrame();
  }

  private DataFrame uncache(Statement.Uncache uncache) {
    if (uncache.ifExists() && session.tables().find(parts(uncache.name())).isEmpty())
      return session.emptyDataFrame();
    named(uncache.name(), uncache.origin()).unpersist();
    return session.emptyDataFrame();
  }

  private static List<String> parts(String name) {
    return List.of(name.split("\\."));
  }

  private DataFrame named(String name, Origin origin) {
    return session.analyzed(new Relation.Table(parts(name), origin), context);
  }

  // ---- what there is

  private DataFrame show(Statement.Show show) {
    List<Row> rows = new ArrayList<>();
    switch (show.what()) {
      case "FUNCTIONS", "USER FUNCTIONS", "SYSTEM FUNCTIONS", "ALL FUNCTIONS" -> {
        for (String name : NamePattern.matching(functions().names(show.what()), show.pattern()))
          rows.add(Row.of(name));
        return rows(rows, "function");
      }
      default -> {
        Relation of =
            show.of()
                .orElseThrow(
                    () ->
                        QueryErrors.at(
                            SqlError.SQL_SYNTAX,
                            show.origin(),
                            "SHOW COLUMNS names no table",
                            "Write FROM and a table"));
        DataFrame frame = session.analyzed(of, context);
        for (String name : frame.columns()) rows.add(Row.of(name));
        return rows(rows, "col_name");
      }
    }
  }

  // ---- settings

  private DataFrame set(Statement.Set set) {
    RuntimeConfig config = session.conf();
    if (set.name().isEmpty()) {
      List<Row> rows = new ArrayList<>();
      config.getAll().forEach((name, value) -> rows.add(Row.of(name, value)));
      return rows(rows, "key", "value");
    }
    String name = set.name().get();
    try {
      set.value().ifPresent(value -> config.set(name, value));
    } catch (EngineException e) {
      throw QueryErrors.located(e, set.origin());
    }
    return rows(List.of(Row.of(name, config.get(name, "<undefined>"))), "key", "value");
  }

  private DataFrame rows(List<Row> rows, String... names) {
    StructType schema = new StructType();
    for (String name : names)
      schema =
          schema.add(
              name, name.equals("isTemporary") ? AtomicType.BOOLEAN : AtomicType.STRING, true);
    return session.createDataFrame(rows, schema);
  }
}
