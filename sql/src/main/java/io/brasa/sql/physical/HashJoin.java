package io.brasa.sql.physical;

import io.brasa.core.shared.Broadcast;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import java.util.List;
import java.util.Optional;

/**
 * Rows of two inputs with equal keys. The columns are those of the probing input, then those of the
 * built one, then the mark, as far as the kind has them.
 *
 * @param isNullSafe for each key whether null equals null
 * @param residual what else must be true of the columns of both, the probing ones first
 * @param shared where tasks that build the same leave it for each other; empty until it runs
 * @param estimates of its inputs
 */
public record HashJoin(
    PhysicalPlan probe,
    PhysicalPlan build,
    JoinKind kind,
    List<Expression> probeKeys,
    List<Expression> buildKeys,
    List<Boolean> isNullSafe,
    Optional<Expression> residual,
    Optional<Broadcast<SharedCell>> shared,
    JoinEstimates estimates,
    List<Attribute> output)
    implements PhysicalPlan {
  public HashJoin(
      PhysicalPlan probe,
      PhysicalPlan build,
      JoinKind kind,
      List<Expression> probeKeys,
      List<Expression> buildKeys,
      List<Boolean> isNullSafe,
      Optional<Expression> residual,
      List<Attribute> output) {
    this(
        probe,
        build,
        kind,
        probeKeys,
        buildKeys,
        isNullSafe,
        residual,
        Optional.empty(),
        JoinEstimates.NONE,
        output);
  }

  public HashJoin {
    probeKeys = List.copyOf(probeKeys);
    buildKeys = List.copyOf(buildKeys);
    isNullSafe = List.copyOf(isNullSafe);
    output = List.copyOf(output);
  }

  @Override
  public List<PhysicalPlan> children() {
    return List.of(probe, build);
  }

  @Override
  public HashJoin withChildren(List<PhysicalPlan> children) {
    return with(children.get(0), children.get(1), shared, output);
  }

  /** The same where tasks share what they build. */
  public HashJoin sharing(Broadcast<SharedCell> cell) {
    return with(probe, build, Optional.of(cell), output);
  }

  HashJoin named(List<Attribute> columns) {
    return with(probe, build, shared, columns);
  }

  private HashJoin with(
      PhysicalPlan newProbe,
      PhysicalPlan newBuild,
      Optional<Broadcast<SharedCell>> cell,
      List<Attribute> columns) {
    return new HashJoin(
        newProbe,
        newBuild,
        kind,
        probeKeys,
        buildKeys,
        isNullSafe,
        residual,
        cell,
        estimates,
        columns);
  }

  @Override
  public String describe() {
    return "HashJoin "
        + kind
        + " "
        + probeKeys
        + " = "
        + buildKeys
        + residual.map(r -> " and " + r).orElse("");
  }
}
