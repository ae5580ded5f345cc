package io.brasa.sql.physical;

import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.Expression;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of one aggregate in one node.
 *
 * @param call what is computed; says of which kind the states are. Its own arguments are of the
 *     rows that were added first, perhaps in another node
 * @param isMerging whether the inputs are states, else arguments
 * @param inputs of the child's columns
 * @param filter only rows for which it is true count
 */
public record AggregateStep(
    AggregateCall call, boolean isMerging, List<Expression> inputs, Optional<Expression> filter)
    implements Serializable {
  public AggregateStep {
    inputs = List.copyOf(inputs);
  }

  @Override
  public String toString() {
    return (isMerging ? "merge " : "")
        + call.function()
        + inputs
        + filter.map(f -> " where " + f).orElse("");
  }
}
