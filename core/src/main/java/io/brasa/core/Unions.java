package io.brasa.core;

import io.brasa.core.closure.CallSite;
import io.brasa.core.lineage.Dependency;
import io.brasa.core.lineage.Lineage;
import io.brasa.core.operation.CoPartitionedUnion;
import io.brasa.core.operation.Union;
import io.brasa.core.shuffle.Partitioner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts datasets together. Where all are divided by equal partitioners, partition by partition, so
 * that the result is divided so, too, and nothing that is asked by key moves it again; else one
 * after the other.
 */
final class Unions {
  private Unions() {}

  static <T> Lineage<T> of(List<? extends RDD<T>> parts, CallSite site) {
    BrasaContext context = parts.getFirst().context;
    for (RDD<T> part : parts) context.requireSame(part.context);
    Optional<Partitioner> partitioner = common(parts);
    return partitioner.isPresent() && parts.size() > 1
        ? byPartition(context, parts, partitioner, site)
        : inOrder(context, parts, site);
  }

  private static <T> Optional<Partitioner> common(List<? extends RDD<T>> parts) {
    Optional<Partitioner> first = parts.getFirst().lineage.partitioner();
    int count = parts.getFirst().lineage.partitionCount();
    for (RDD<T> part : parts) {
      if (part.lineage.partitionCount() != count) return Optional.empty();
      if (!part.lineage.partitioner().equals(first)) return Optional.empty();
    }
    return first;
  }

  private static <T> Lineage<T> byPartition(
      BrasaContext context,
      List<? extends RDD<T>> parts,
      Optional<Partitioner> partitioner,
      CallSite site) {
    List<Dependency> dependencies = new ArrayList<>(parts.size());
    for (RDD<T> part : parts) dependencies.addAll(flat(part.lineage));
    return Lineage.of(
        context.lineages().nextDataset(),
        new CoPartitionedUnion(dependencies.size()),
        dependencies,
        partitioner,
        parts.getFirst().lineage.partitionCount(),
        site);
  }

  /**
   * A union of unions reads their parts, so that programs which add to a dataset in a loop do not
   * nest iterators. What is kept, or is to be saved, is read as it is.
   */
  private static List<Dependency> flat(Lineage<?> part) {
    Lineage.Definition definition = part.definition();
    boolean isPlain =
        definition.operation() instanceof CoPartitionedUnion
            && !part.storageLevel().isKept()
            && !part.isCheckpointWanted();
    return isPlain ? definition.dependencies() : List.of(new Dependency.Narrow(part));
  }

  private static <T> Lineage<T> inOrder(
      BrasaContext context, List<? extends RDD<T>> parts, CallSite site) {
    List<Dependency> dependencies = new ArrayList<>(parts.size());
    int total = 0;
    for (RDD<T> part : parts) {
      dependencies.add(new Dependency.Narrow(part.lineage, total));
      total = Math.addExact(total, part.lineage.partitionCount());
    }
    return Lineage.of(
        context.lineages().nextDataset(), new Union(), dependencies, Optional.empty(), total, site);
  }
}
