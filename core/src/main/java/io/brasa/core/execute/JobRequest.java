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
 * @param isJournaled whether what it returns is of use to a later life of the driver
 */
public record JobRequest(
    Lineage<?> target,
    List<Integer> partitions,
    End.Action action,
    CallSite site,
    boolean hasEffects,
    boolean isJournaled) {
  public JobRequest {
    partitions = List.copyOf(partitions);
  }

  /** One whose results are of use whenever it is asked for again. */
  public JobRequest(
      Lineage<?> target,
      List<Integer> partitions,
      End.Action action,
      CallSite site,
      boolean hasEffects) {
    this(target, partitions, action, site, hasEffects, true);
  }

  /** On all partitions, without effects. */
  public JobRequest(Lineage<?> target, End.Action action, CallSite site) {
    this(target, all(target), action, site, false);
  }

  /** Its tasks stage files for a save, which go with the driver. */
  public static JobRequest ofSave(Lineage<?> target, End.Action action, CallSite site) {
    return new JobRequest(target, all(target), action, site, false, false);
  }

  private static List<Integer> all(Lineage<?> target) {
    return java.util.stream.IntStream.range(0, target.partitionCount()).boxed().toList();
  }
}
