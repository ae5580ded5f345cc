package io.brasa.sql.physical;

import io.brasa.runtime.error.Check;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.SortKey;
import java.util.List;
import java.util.Optional;

/**
 * Rows of two inputs with equal keys, both of which come in the order of these. Columns as of a
 * {@link HashJoin}.
 *
 * @param probeKeys in the order of the probing input
 * @param buildKeys as many, of the same directions
 * @param isNullSafe for each key whether null equals null
 * @param residual what else must be true of the columns of both, the probing ones first
 */
public record MergeJoin(
    PhysicalPlan probe,
    PhysicalPlan build,
    JoinKind kind,
    List<SortKey> probeKeys,
    List<SortKey> buildKeys,
    List<Boolean> isNullSafe,
    Optional<Expression> residual,
    List<Attribute> output)
    implements PhysicalPlan {
  public MergeJoin {
    probeKeys = List.copyOf(probeKeys);
    buildKeys = List.copyOf(buildKeys);
    isNullSafe = List.copyOf(isNullSafe);
    output = List.copyOf(output);
    Check.that(!kind.needsWholeBuild(), "a merge never knows of all built rows", kind);
    for (int i = 0; i < probeKeys.size(); i++)
      Check.that(
          probeKeys.get(i).with(buildKeys.get(i).expression()).equals(buildKeys.get(i)),
          "both inputs come in the same order",
          buildKeys);
  }

  @Override
  public List<PhysicalPlan> children() {
    return List.of(probe, build);
  }

  @Override
  public MergeJoin withChildren(List<PhysicalPlan> children) {
    return new MergeJoin(
        children.get(0), children.get(1), kind, probeKeys, buildKeys, isNullSafe, residual, output);
  }

  MergeJoin named(List<Attribute> columns) {
    return new MergeJoin(probe, build, kind, probeKeys, buildKeys, isNullSafe, residual, columns);
  }

  @Override
  public String describe() {
    return "MergeJoin "
        + kind
        + " "
        + probeKeys
        + " = "
        + buildKeys
        + residual.map(r -> " and " + r).orElse("");
  }
}
