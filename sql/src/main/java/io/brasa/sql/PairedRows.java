package io.brasa.sql;

import io.brasa.core.function.Pair;
import io.brasa.sql.analysis.Analyzer;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Case;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.IsNull;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.builtin.BuiltInFunctions;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.Project;
import io.brasa.sql.shape.Shape;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins whose rows are pairs of values: each side's columns become one struct. A mark that is true
 * in all rows of a side tells a row without a partner, where it is null, from a row of nulls.
 */
final class PairedRows {
  private final BrasaSession session;
  private final Origin origin;

  private PairedRows(BrasaSession session, Origin origin) {
    this.session = session;
    this.origin = origin;
  }

  static <T, U> Dataset<Pair<T, U>> of(
      Dataset<T> left, Dataset<U> right, Column condition, String kind, Origin origin) {
    return new PairedRows(left.session(), origin).joined(left, right, condition, kind);
  }

  private <T, U> Dataset<Pair<T, U>> joined(
      Dataset<T> left, Dataset<U> right, Column condition, String kind) {
    Relation.JoinKind joinKind = JoinKinds.of(kind);
    if (joinKind == Relation.JoinKind.LEFT_SEMI || joinKind == Relation.JoinKind.LEFT_ANTI)
      throw QueryErrors.at(
          SqlError.INVALID_ARGUMENT_VALUE,
          origin,
          "joinWith gives pairs, which a " + kind + " join has not",
          "Use join, and as on its result");
    Relation join =
        new Relation.Join(
            marked(left),
            marked(right),
            joinKind,
            new Relation.JoinCondition.On(condition.syntax()),
            false,
            origin);
    LogicalPlan plan = session.analysisOf(join).plan();
    int middle = left.plan().output().size() + 1;
    List<Attribute> columns = plan.output();
    Expression first = value(columns.subList(0, middle), left.encoder());
    Expression second = value(columns.subList(middle, columns.size()), right.encoder());
    List<Named> pair =
        List.of(
            new Named(first, session.ids().attribute("_1", first)),
            new Named(second, session.ids().attribute("_2", second)));
    Encoder<Pair<T, U>> encoder =
        Encoder.of(
            new Shape.StructShape(
                Pair.class,
                List.of(
                    new Shape.Member("_1", left.encoder().shape()),
                    new Shape.Member("_2", right.encoder().shape()))));
    return TypedRows.dataset(session, new Project(pair, plan), encoder);
  }

  private Relation marked(Dataset<?> side) {
    List<Named> columns = new ArrayList<>();
    for (Attribute column : side.plan().output()) columns.add(Named.of(column));
    columns.add(new Named(Literal.TRUE, session.ids().attribute("__present", Literal.TRUE)));
    List<List<String>> qualifiers = new ArrayList<>(side.analysis().qualifiers());
    if (!qualifiers.isEmpty()) qualifiers.add(List.of());
    Analyzer.Analysis analysis =
        new Analyzer.Analysis(
            new Project(columns, side.plan()), qualifiers, side.analysis().hint());
    return new Relation.Analyzed(analysis.plan(), analysis.qualifiers(), analysis.hint(), origin);
  }

  /** One side as a value; its last column is the mark. */
  private Expression value(List<Attribute> columns, Encoder<?> encoder) {
    List<Attribute> own = columns.subList(0, columns.size() - 1);
    Decoding decoding = Decoding.of(own, encoder, origin);
    if (!encoder.shape().isRow()) return decoding.columns().getFirst();
    List<Expression> parts = new ArrayList<>();
    for (int i = 0; i < decoding.columns().size(); i++) {
      parts.add(Literal.of(encoder.shape().schema().field(i).name()));
      parts.add(decoding.columns().get(i));
    }
    Function.Scalar struct =
        (Function.Scalar) BuiltInFunctions.registry().find("named_struct").orElseThrow();
    Expression value = struct.typing().resolve(parts, session.execution().evaluation());
    Attribute mark = columns.getLast();
    return mark.nullable()
        ? new Case(
            List.of(new Case.Branch(new IsNull(mark), new Literal(null, value.type()))), value)
        : value;
  }
}
