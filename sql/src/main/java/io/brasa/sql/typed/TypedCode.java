package io.brasa.sql.typed;

import io.brasa.core.lineage.Link;
import io.brasa.core.lineage.Operation;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.UserCall;
import io.brasa.sql.logical.ProgramCode;
import io.brasa.sql.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Objects from a source, through steps, into rows.
 *
 * @param steps links and other operations of one narrow input, as datasets have them
 * @param result what the rows are written as
 */
public record TypedCode(TypedSource source, List<Operation> steps, Shape result)
    implements ProgramCode {
  public TypedCode {
    steps = List.copyOf(steps);
  }

  @Override
  public String name() {
    StringJoiner names = new StringJoiner(", ");
    if (!source.name().isEmpty()) names.add(source.name());
    for (Operation step : steps) names.add(step.name());
    return names.toString();
  }

  @Override
  public Optional<ProgramCode> after(ProgramCode below) {
    if (!(below instanceof TypedCode first)
        || !(source instanceof TypedSource.Rows(TypedSource.Read read))
        || !read.shape().equals(first.result)) return Optional.empty();
    List<Operation> all = new ArrayList<>(first.steps);
    all.addAll(steps);
    return Optional.of(new TypedCode(first.source, all, result));
  }

  @Override
  public Optional<ProgramCode> after(UserCall condition, List<Expression> columns) {
    if (!(condition.function().body() instanceof TypedCondition typed)
        || !(source instanceof TypedSource.Rows(TypedSource.Read read))
        || !read.equals(typed.values())
        || !condition.arguments().equals(columns)) return Optional.empty();
    List<Operation> all = new ArrayList<>();
    all.add(new Link.Filtering("filter", typed.predicate()));
    all.addAll(steps);
    return Optional.of(new TypedCode(source, all, result));
  }
}
