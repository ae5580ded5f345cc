package io.brasa.core.execute;

import io.brasa.core.closure.CallSite;
import io.brasa.core.lineage.Lineage;
import io.brasa.core.task.End;
import java.util.List;

/**
 * An action on a dataset.
 *
 * @param partitions which ones, ascending
 * @param hasEffects whether the action changes the world beyond the values that it returns
 */
public record JobRequest(
    Lineage<?> target,
    List<Integer> partitions,
    End.Action action,
    CallSite site,
    boolean hasEffects) {
  public JobRequest {
    partitions = List.copyOf(partitions);
  }

  /** On all partitions, without effects. */
  public JobRequest(Lineage<?> target, End.Action action, CallSite site) {
    this(
        target,
        java.util.stream.IntStream.range(0, target.partitionCount()).boxed().toList(),
        action,
        site,
        false);
  }
}
