package io.brasa.sql.physical;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import java.util.List;
import java.util.Optional;

/**
 * Rows of two inputs for which a condition is true, found by trying all pairs. Columns as of a
 * {@link HashJoin}.
 *
 * @param condition of the columns of both, the probing ones first; empty for all pairs
 * @param isOrdered whether the pairs of one probing row come before those of the next, in the order
 *     of what is built
 */
public record LoopJoin(
    PhysicalPlan probe,
    PhysicalPlan build,
    JoinKind kind,
    Optional<Expression> condition,
    List<Attribute> output,
    boolean isOrdered)
    implements PhysicalPlan {
  public LoopJoin {
    output = List.copyOf(output);
  }

  public LoopJoin(
      PhysicalPlan probe,
      PhysicalPlan build,
      JoinKind kind,
      Optional<Expression> condition,
      List<Attribute> output) {
    this(probe, build, kind, condition, output, false);
  }

  @Override
  public List<PhysicalPlan> children() {
    return List.of(probe, build);
  }

  @Override
  public LoopJoin withChildren(List<PhysicalPlan> children) {
    return new LoopJoin(children.get(0), children.get(1), kind, condition, output, isOrdered);
  }

  @Override
  public String describe() {
    return "LoopJoin "
        + kind
        + (isOrdered ? " in order" : "")
        + condition.map(c -> " on " + c).orElse("");
  }
}
