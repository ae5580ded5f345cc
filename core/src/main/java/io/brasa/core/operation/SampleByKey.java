package io.brasa.core.operation;

import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.shuffle.KeyList;
import java.util.Iterator;
import java.util.SplittableRandom;

/**
 * Decides for each pair on its own: it is taken with the probability of its key, or, with
 * replacement, as often as a Poisson process of that mean says.
 *
 * @param fractions a {@code Double} for each of the keys
 */
public record SampleByKey(KeyList keys, KeyList fractions, boolean withReplacement, long seed)
    implements Operation {
  @Override
  public String name() {
    return "sampleByKey";
  }

  @Override
  public Iterator<?> compute(int partition, Inputs inputs, TaskContext context) throws Exception {
    Strata strata = new Strata(keys);
    SplittableRandom random = Draws.ofPartition(seed, partition);
    return new RepeatedRecords(inputs.read(0, partition), context) {
      @Override
      long times(Object pair) {
        double fraction = (Double) fractions.get(strata.of(pair));
        if (withReplacement) return Draws.poisson(random, fraction);
        return random.nextDouble() < fraction ? 1 : 0;
      }
    };
  }
}
