package io.brasa.sql.analysis;

import io.brasa.runtime.error.EngineException;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.logical.JoinHint;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.SqlFunction;
import io.brasa.sql.syntax.Syntax;
import java.util.List;
import java.util.Optional;

/** Finds out what queries mean. Stateless; errors carry the place in the query. */
public final class Analyzer {
  private Analyzer() {}

  /**
   * A query whose names are found.
   *
   * @param qualifiers of each column of the plan: by what names beside its own it is reached
   * @param hint how a join with it is to be run
   */
  public record Analysis(LogicalPlan plan, List<List<String>> qualifiers, Optional<JoinHint> hint) {
    public Analysis {
      qualifiers = List.copyOf(qualifiers);
    }

    public Analysis(LogicalPlan plan, List<List<String>> qualifiers) {
      this(plan, qualifiers, Optional.empty());
    }

    public Analysis hinted(JoinHint newHint) {
      return new Analysis(plan, qualifiers, Optional.of(newHint));
    }
  }

  /** The plan of a query; its columns are those that the query gives. */
  public static LogicalPlan analyze(Relation relation, AnalysisContext context) {
    return analysis(relation, context).plan();
  }

  /** As {@link #analyze}, with what is needed to go on from the result by qualified names. */
  public static Analysis analysis(Relation relation, AnalysisContext context) {
    Bound bound = bound(relation, context);
    return new Analysis(
        Collating.rewritten(bound.tidy(), context.ids()),
        bound.scope().visible().stream().map(Column::qualifier).toList(),
        bound.hint());
  }

  private static Bound bound(Relation relation, AnalysisContext context) {
    Query query = new Query(context);
    try {
      return query.relations().analyze(relation, Surroundings.NONE);
    } catch (EngineException e) {
      if (!query.wantsExposing()) throw e;
      return new Query(context, true).relations().analyze(relation, Surroundings.NONE);
    }
  }

  /** The value of an expression that reads no rows. Fails with {@code EXPRESSION_MISPLACED}. */
  public static Literal constant(Syntax syntax, AnalysisContext context) {
    Query query = new Query(context);
    Place place = Place.of("a constant", Scope.EMPTY, Surroundings.NONE);
    Expression expression = query.expressions().analyze(syntax, place);
    return Constants.of(Constants.folded(expression, context.settings()), syntax.origin());
  }

  /**
   * Fails as a call would if the body of a function cannot be understood or does not give what the
   * function says.
   */
  public static void check(SqlFunction function, AnalysisContext context, Origin origin) {
    FunctionExpansion.check(function, context, origin);
  }

  /** An expression over the columns of a plan: {@code dataFrame.col("a.b")}. */
  public static Expression expression(Syntax syntax, Analysis analysis, AnalysisContext context) {
    List<Attribute> output = analysis.plan().output();
    Query query = new Query(context);
    Bound bound =
        query
            .relations()
            .analyze(
                new Relation.Analyzed(analysis.plan(), analysis.qualifiers(), Origin.NONE),
                Surroundings.NONE);
    Place place =
        Place.of("an expression", bound.scope().over(output), Surroundings.NONE)
            .allowing(Place.Allowed.ALL);
    return query.expressions().analyze(syntax, place);
  }
}
