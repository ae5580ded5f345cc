package io.brasa.core.operation;

import io.brasa.core.error.CoreError;
import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.shuffle.KeyList;
import io.brasa.runtime.error.EngineException;
import java.util.Iterator;
import java.util.SplittableRandom;

/**
 * Takes a given number of a partition's pairs of each key, every choice being as likely as any
 * other: selection sampling (Knuth, "The Art of Computer Programming", volume 2, 3.4.2, algorithm
 * S), and with replacement the same with binomial numbers.
 *
 * @param quotas for each partition a {@code long[]}: for each key how many pairs there are and how
 *     many are wanted
 */
public record SampleExactly(KeyList keys, KeyList quotas, boolean withReplacement, long seed)
    implements Operation {
  @Override
  public String name() {
    return "sampleByKeyExact";
  }

  @Override
  public Iterator<?> compute(int partition, Inputs inputs, TaskContext context) throws Exception {
    Strata strata = new Strata(keys);
    SplittableRandom random = Draws.ofPartition(seed, partition);
    long[] left = ((long[]) quotas.get(partition)).clone();
    return new RepeatedRecords(inputs.read(0, partition), context) {
      @Override
      long times(Object pair) {
        int at = 2 * strata.of(pair);
        if (left[at] == 0) throw changed(partition);
        long taken =
            withReplacement
                ? Draws.binomial(random, left[at + 1], 1.0 / left[at])
                : random.nextLong(left[at]) < left[at + 1] ? 1 : 0;
        left[at]--;
        left[at + 1] -= taken;
        return taken;
      }

      @Override
      void end() {
        for (int at = 0; at < left.length; at += 2) if (left[at] != 0) throw changed(partition);
      }
    };
  }

  private static EngineException changed(int partition) {
    return new EngineException(
        CoreError.STAGE_INDETERMINATE,
        "Partition "
            + partition
            + " of a dataset has other keys than when sampleByKeyExact counted them",
        "Persist or checkpoint the dataset before it is sampled, or use sampleByKey");
  }
}
