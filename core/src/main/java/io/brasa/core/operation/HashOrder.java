package io.brasa.core.operation;

import io.brasa.core.function.Pair;
import io.brasa.core.lineage.Dependency;
import io.brasa.core.lineage.Lineage;
import io.brasa.core.lineage.Link;
import io.brasa.core.lineage.Operation;
import io.brasa.core.shuffle.ShuffleReader;
import java.util.Iterator;
import java.util.List;

/**
 * Which datasets have the records of each partition in the order of the hash of their keys, those
 * of a key side by side. Results of aggregations and joins have, and what leaves their keys alone
 * keeps it: such datasets are merged without a table.
 */
public final class HashOrder {
  private HashOrder() {}

  /** Which of several narrow inputs are known to be in order, a bit each. */
  public static int of(List<Dependency> dependencies) {
    int ordered = 0;
    for (int i = 0; i < dependencies.size(); i++) {
      if (dependencies.get(i) instanceof Dependency.Narrow narrow && isIn(narrow.parent()))
        ordered |= 1 << i;
    }
    return ordered;
  }

  /** False when it is not known; never true when it is not so. */
  static boolean isIn(Lineage<?> dataset) {
    Lineage<?> at = dataset;
    while (true) {
      Lineage.Definition definition = at.definition();
      switch (definition.operation()) {
        case CoGroup cogroup -> {
          return true;
        }
        case Join join -> {
          return true;
        }
        case LocalAggregation local -> {
          return ShuffleReader.isOrderedByHash(local.spec());
        }
        case ShuffleRead read -> {
          return definition.dependencies().getFirst() instanceof Dependency.Shuffle shuffle
              && ShuffleReader.isOrderedByHash(shuffle.spec());
        }
        case Link link -> {
          // A link that keeps the partitioner keeps the keys, and no link changes the order.
          Lineage<?> parent = definition.dependencies().getFirst().parent();
          if (at.partitioner().isEmpty() || !at.partitioner().equals(parent.partitioner()))
            return false;
          at = parent;
        }
        default -> {
          return false;
        }
      }
    }
  }

  @SuppressWarnings("unchecked")
  static ShuffleReader.Input read(
      int input, int orderedInputs, int partition, Operation.Inputs inputs) throws Exception {
    return new ShuffleReader.Input(
        (Iterator<? extends Pair<?, ?>>) inputs.read(input, partition),
        (orderedInputs >>> input & 1) != 0);
  }
}
