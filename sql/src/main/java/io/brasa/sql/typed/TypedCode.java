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
import java.util.stream.IntStream;

/**
 * Objects from a source, through steps, into rows.
 *
 * @param steps links and other operations of one narrow input, as datasets have them
 * @param result what the rows are written as
 * @param written the places of the columns that are written
 */
public record TypedCode(
    TypedSource source, List<Operation> steps, Shape result, List<Integer> written)
    implements ProgramCode {
  public TypedCode {
    steps = List.copyOf(steps);
    written = List.copyOf(written);
  }

  /** All columns are written. */
  public TypedCode(TypedSource source, List<Operation> steps, Shape result) {
    this(source, steps, result, IntStream.range(0, result.width()).boxed().toList());
  }

  private boolean isWhole() {
    return written.size() == result.width();
  }

  @Override
  public String name() {
    StringJoiner names = new StringJoiner(", ");
    if (!source.name().isEmpty()) names.add(source.name());
    for (Operation step : steps) names.add(step.name());
    return names.toString();
  }

  /** Whether rows that it writes are what others read. */
  public boolean gives(TypedSource.Read values) {
    return isWhole() && values.shape().equals(result);
  }

  private Optional<ProgramCode> with(List<Operation> all) {
    return Optional.of(new TypedCode(source, all, result, written));
  }

  @Override
  public Optional<ProgramCode> after(ProgramCode below) {
    if (!(below instanceof TypedCode first)
        || !(source instanceof TypedSource.Rows(TypedSource.Read read))
        || !first.gives(read)) return Optional.empty();
    List<Operation> all = new ArrayList<>(first.steps);
    all.addAll(steps);
    return Optional.of(new TypedCode(first.source, all, result, written));
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
    return with(all);
  }

  @Override
  public Optional<ProgramCode> before(UserCall condition) {
    if (!(condition.function().body() instanceof TypedCondition typed) || !gives(typed.values()))
      return Optional.empty();
    List<Operation> all = new ArrayList<>(steps);
    all.add(new Link.Filtering("filter", typed.predicate()));
    return with(all);
  }

  @Override
  public Optional<ProgramCode> writing(List<Integer> places) {
    List<Integer> fewer = places.stream().map(written::get).toList();
    return Optional.of(new TypedCode(source, steps, result, fewer));
  }
}
