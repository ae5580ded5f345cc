package io.brasa.sql.analysis;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.AttributeIds;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Syntax;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What the parts of one analysis share. Belongs to one thread. */
final class Query {
  private final AnalysisContext context;
  private final Map<Expression, Origin> origins = new IdentityHashMap<>();
  private final Map<Syntax, DataType> types = new IdentityHashMap<>();
  private final Set<Long> made = new HashSet<>();

  /** Functions whose bodies are being analysed. */
  private final Set<String> functions = new HashSet<>();

  private final ExpressionAnalyzer expressions = new ExpressionAnalyzer(this);
  private final RelationAnalyzer relations = new RelationAnalyzer(this);

  private final boolean isExposing;
  private boolean asksForFiles;
  private boolean hasFiles;

  Query(AnalysisContext context) {
    this(context, false);
  }

  /**
   * @param isExposing whether scans of files say from which their rows have come
   */
  Query(AnalysisContext context, boolean isExposing) {
    this.context = context;
    this.isExposing = isExposing;
  }

  boolean isExposing() {
    return isExposing;
  }

  /** Takes note that the query asks from which files rows have come. */
  void askForFiles() {
    asksForFiles = true;
  }

  /** Whether the analysis has to be done again, with scans that say from which files rows are. */
  boolean wantsExposing() {
    return asksForFiles && !isExposing;
  }

  /** Takes note that a scan says from which files its rows are. */
  void noteFiles() {
    hasFiles = true;
  }

  boolean hasFiles() {
    return hasFiles;
  }

  AnalysisContext context() {
    return context;
  }

  AttributeIds ids() {
    return context.ids();
  }

  ExpressionAnalyzer expressions() {
    return expressions;
  }

  RelationAnalyzer relations() {
    return relations;
  }

  /** For the body of a function that can name other tables than this query. */
  Query inside(Tables tables) {
    Query inner = new Query(context.lasting(tables), isExposing);
    inner.functions.addAll(functions);
    return inner;
  }

  /** Analyses the body of a function, which must not call itself. */
  <T> T within(String function, Origin origin, Supplier<T> body) {
    String name = ExpressionAnalyzer.lower(function);
    if (!functions.add(name))
      throw error(
          SqlError.SQL_UNSUPPORTED,
          origin,
          "Function " + function + " calls itself",
          "Use WITH RECURSIVE, or a function in Java");
    try {
      return body.get();
    } finally {
      functions.remove(name);
    }
  }

  /** A use of a column, of which is remembered where it stands. */
  Attribute used(Attribute attribute, Origin origin) {
    Attribute use = attribute.named(attribute.name());
    origins.put(use, origin);
    return use;
  }

  /** Where an expression that was resolved stands, as far as is known; else the other. */
  Origin origin(Expression expression, Origin otherwise) {
    return origins.getOrDefault(expression, otherwise);
  }

  /** Takes note of the type that an expression as written has. */
  void noteType(Syntax syntax, DataType type) {
    types.put(syntax, type);
  }

  /** The type of an expression that was analysed; that of NULL if it was not. */
  DataType type(Syntax syntax) {
    return types.getOrDefault(syntax, AtomicType.NULL);
  }

  void remember(Expression expression, Origin origin) {
    origins.putIfAbsent(expression, origin);
  }

  /**
   * Takes note of a plan that was made before this analysis.
   *
   * @return whether it makes columns that another plan of this query makes too
   */
  boolean isRepeated(LogicalPlan plan) {
    Set<Long> ids = new HashSet<>();
    collect(plan, ids);
    boolean isRepeated = ids.stream().anyMatch(made::contains);
    if (!isRepeated) made.addAll(ids);
    return isRepeated;
  }

  private static void collect(LogicalPlan plan, Set<Long> ids) {
    for (Attribute attribute : plan.output()) ids.add(attribute.id());
    for (LogicalPlan child : plan.children()) collect(child, ids);
  }

  static EngineException error(SqlError code, Origin origin, String what, String remedy) {
    return QueryErrors.at(code, origin, what, remedy);
  }

  static EngineException unsupported(Origin origin, String thing) {
    return QueryErrors.at(
        SqlError.SQL_UNSUPPORTED,
        origin,
        thing + " cannot be run by this version",
        "Write the query without it");
  }
}
