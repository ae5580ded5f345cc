package io.brasa.core;

import io.brasa.core.closure.CallSite;
import io.brasa.core.function.Pair;
import io.brasa.core.lineage.Dependency;
import io.brasa.core.lineage.Lineage;
import io.brasa.core.lineage.Link;
import io.brasa.core.operation.CoGroup;
import io.brasa.core.operation.HashOrder;
import io.brasa.core.operation.Join;
import io.brasa.core.shuffle.HashPartitioner;
import io.brasa.core.shuffle.Partitioner;
import io.brasa.core.shuffle.ShuffleSpec;
import io.brasa.core.shuffle.SortOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the lineages in which several datasets meet by key. */
final class Joins {
  /**
   * A partitioner that is there is used unless another input has this many times more partitions:
   * then keeping still what is placed would crowd the rest.
   */
  private static final long CROWDING = 10;

  private Joins() {}

  /** What the link makes of the groups of all inputs, placed by the partitioner. */
  static <K, R> PairRDD<K, R> of(
      List<PairRDD<K, ?>> inputs, Partitioner partitioner, Link link, CallSite site) {
    BrasaContext context = inputs.getFirst().context;
    Lineage<Object> groups = cogrouped(link.name(), inputs, partitioner, site);
    return new PairRDD<>(
        context,
        Lineage.of(
            context.lineages().nextDataset(),
            link,
            List.of(new Dependency.Narrow(groups)),
            Optional.of(partitioner),
            groups.partitionCount(),
            site));
  }

  static <K, V, W> PairRDD<K, Pair<V, W>> inner(
      PairRDD<K, V> left, PairRDD<K, W> right, Partitioner partitioner, CallSite site) {
    List<Dependency> inputs = placed("join", List.of(left, right), partitioner);
    return new PairRDD<>(
        left.context,
        Lineage.of(
            left.context.lineages().nextDataset(),
            new Join("join", HashOrder.of(inputs)),
            inputs,
            Optional.of(partitioner),
            partitioner.partitionCount(),
            site));
  }

  private static <K> Lineage<Object> cogrouped(
      String operation, List<PairRDD<K, ?>> inputs, Partitioner partitioner, CallSite site) {
    List<Dependency> dependencies = placed(operation, inputs, partitioner);
    return Lineage.of(
        inputs.getFirst().context.lineages().nextDataset(),
        new CoGroup(operation, inputs.size(), HashOrder.of(dependencies)),
        dependencies,
        Optional.of(partitioner),
        partitioner.partitionCount(),
        site);
  }

  /** Inputs that are placed by the partitioner already are read where they are. */
  private static <K> List<Dependency> placed(
      String operation, List<PairRDD<K, ?>> inputs, Partitioner partitioner) {
    BrasaContext context = inputs.getFirst().context;
    List<Dependency> dependencies = new ArrayList<>(inputs.size());
    for (PairRDD<K, ?> each : inputs) {
      context.requireSame(each.context);
      boolean isPlaced = each.lineage.partitioner().equals(Optional.of(partitioner));
      dependencies.add(
          isPlaced
              ? new Dependency.Narrow(each.lineage)
              : context
                  .lineages()
                  .shuffleOf(each.lineage, ShuffleSpec.plain(operation, partitioner)));
    }
    return dependencies;
  }

  static <K, V, R> PairRDD<K, R> outer(
      PairRDD<K, V> left,
      PairRDD<K, ?> right,
      Partitioner partitioner,
      JoinFunctions.OuterJoin function,
      CallSite site) {
    return of(
        List.of(left, right),
        partitioner,
        new Link.Expanding(function.operation(), function),
        site);
  }

  /** Of the other side only which keys there are moves, each once. */
  static <K, V> PairRDD<K, V> subtractByKey(
      PairRDD<K, V> left, PairRDD<K, ?> other, Partitioner partitioner, CallSite site) {
    PairRDD<K, Object> keys =
        new PairRDD<>(
            other.context,
            other.narrow(
                new Link.Mapping("subtractByKey", Functions.WithoutValue.INSTANCE),
                other.lineage.partitioner(),
                site));
    ShuffleSpec once =
        new ShuffleSpec("subtractByKey", partitioner, Functions.FIRST, true, SortOrder.NONE);
    PairRDD<K, Object> distinct = ByKey.aggregated(keys, once, site);
    return of(
        List.of(left, distinct),
        partitioner,
        new Link.Expanding("subtractByKey", JoinFunctions.LeftOnly.INSTANCE),
        site);
  }

  /** The widest partitioner that an input has, if it is wide enough; else one by hash. */
  static <K> Partitioner partitionerFor(List<PairRDD<K, ?>> inputs) {
    Optional<Partitioner> widest = Optional.empty();
    long mostPartitions = 0;
    int byDefault = 1;
    for (PairRDD<K, ?> each : inputs) {
      Optional<Partitioner> known = each.lineage.partitioner();
      if (widthOf(known) > widthOf(widest)) widest = known;
      mostPartitions = Math.max(mostPartitions, each.lineage.partitionCount());
      byDefault = Math.max(byDefault, each.defaultPartitions());
    }
    boolean isWideEnough =
        widthOf(widest) > 0
            && (CROWDING * widthOf(widest) >= mostPartitions || widthOf(widest) >= byDefault);
    return isWideEnough ? widest.get() : new HashPartitioner(byDefault);
  }

  private static int widthOf(Optional<Partitioner> partitioner) {
    return partitioner.isPresent() ? partitioner.get().partitionCount() : 0;
  }
}
