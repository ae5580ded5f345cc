package io.brasa.core.schedule;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a job asks of the scheduler.
 *
 * @param target the stage to complete: a result stage of the job's own, or a map stage to be
 *     materialised
 * @param stages those the scheduler does not know yet, parents before children
 * @param wanted the partitions of a result stage to compute; a map stage always computes all
 * @param pool the pool whose slots it uses
 * @param isInterrupting whether threads of its tasks are interrupted when it fails or is cancelled
 */
public record JobPlan(
    long job,
    long target,
    List<StagePlan> stages,
    List<Integer> wanted,
    String pool,
    boolean isInterrupting) {
  public JobPlan {
    stages = List.copyOf(stages);
    wanted = List.copyOf(wanted);
    requireNonNull(pool);
  }

  /** In the usual pool, not interrupting. */
  public JobPlan(long job, long target, List<StagePlan> stages, List<Integer> wanted) {
    this(job, target, stages, wanted, PoolPolicy.USUAL_NAME, false);
  }

  /**
   * One stage.
   *
   * @param id the first 63 bits of the fingerprint: equal work has equal ids, whatever driver asks
   * @param parents the stages whose map outputs it reads
   * @param isResult whether its tasks end a job rather than write map outputs
   * @param hasEffects whether a finished task of a result stage may have changed the world, so that
   *     it can't be taken back
   * @param kept the dataset, kept by who computes it, of which a partition is computed or read with
   *     each partition of the stage; 0 for none
   * @param isBarrier whether its tasks need each other: all begin together or none, and when one
   *     fails all are run again
   * @param past what an earlier life of the driver has left of it
   */
  public record StagePlan(
      long id,
      String fingerprint,
      String name,
      int partitionCount,
      List<Long> parents,
      boolean isResult,
      boolean hasEffects,
      long kept,
      boolean isBarrier,
      StagePast past) {
    public StagePlan {
      requireNonNull(fingerprint);
      requireNonNull(name);
      requireNonNull(past);
      parents = List.copyOf(parents);
    }

    /** A stage whose tasks run by themselves. */
    public StagePlan(
        long id,
        String fingerprint,
        String name,
        int partitionCount,
        List<Long> parents,
        boolean isResult,
        boolean hasEffects,
        long kept) {
      this(
          id,
          fingerprint,
          name,
          partitionCount,
          parents,
          isResult,
          hasEffects,
          kept,
          false,
          StagePast.NONE);
    }

    /** A stage that keeps nothing. */
    public StagePlan(
        long id,
        String fingerprint,
        String name,
        int partitionCount,
        List<Long> parents,
        boolean isResult,
        boolean hasEffects) {
      this(id, fingerprint, name, partitionCount, parents, isResult, hasEffects, 0);
    }
  }
}
