package io.brasa.core;

import io.brasa.core.closure.CallSite;
import io.brasa.core.lineage.Dependency;
import io.brasa.core.lineage.Lineage;
import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.Source;
import io.brasa.core.operation.ShuffleRead;
import io.brasa.core.shuffle.ShuffleSpec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes the nodes that the datasets of one context stand on, each with a number of its own.
 * Thread-safe.
 */
final class Lineages {
  private final Engine engine;
  private final AtomicLong nextDataset = new AtomicLong();

  Lineages(Engine engine) {
    this.engine = engine;
  }

  long nextDataset() {
    return nextDataset.getAndIncrement();
  }

  <T> Lineage<T> source(Source source, CallSite site) {
    return Lineage.ofSource(nextDataset(), source, site);
  }

  /** A dataset made from one other, partition by partition; how keys are placed is forgotten. */
  <R> Lineage<R> narrow(Lineage<?> parent, Operation operation, CallSite site) {
    return Lineage.of(
        nextDataset(),
        operation,
        List.of(new Dependency.Narrow(parent)),
        Optional.empty(),
        parent.partitionCount(),
        site);
  }

  <T> Lineage<T> shuffled(Lineage<?> parent, ShuffleSpec spec, CallSite site) {
    return Lineage.of(
        nextDataset(),
        new ShuffleRead(spec.operation()),
        List.of(shuffleOf(parent, spec)),
        Optional.of(spec.partitioner()),
        spec.partitioner().partitionCount(),
        site);
  }

  Dependency.Shuffle shuffleOf(Lineage<?> parent, ShuffleSpec spec) {
    Dependency.Shuffle shuffle = new Dependency.Shuffle(parent, spec);
    engine.dropWhenUnreachable(shuffle);
    return shuffle;
  }

  int shufflePartitions(Lineage<?> parent) {
    int wanted = engine.settings().parallelism();
    return wanted > 0 ? wanted : Math.max(1, Math.max(parent.partitionCount(), engine.slotCount()));
  }
}
