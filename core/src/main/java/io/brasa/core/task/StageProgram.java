package io.brasa.core.task;

import static java.util.Objects.requireNonNull;

import io.brasa.core.block.StorageLevel;
import io.brasa.core.lineage.Operation;
import java.io.Serializable;
import java.util.List;

/**
 * What the tasks of one stage run, ready to travel: the operations between shuffles as a flat list,
 * parents before children, so that a chain of ten thousand operations neither nests nor recurses.
 * The last node feeds the end.
 *
 * @param shuffles what the stage reads, in the order in which {@link Input#shuffle} numbers them
 */
public record StageProgram(List<Node> nodes, List<ShuffleInput> shuffles, End end)
    implements Serializable {
  public StageProgram {
    // ArrayList, not List.copyOf: its serialised form resolves without a proxy of the JDK's.
    nodes = new java.util.ArrayList<>(nodes);
    shuffles = new java.util.ArrayList<>(shuffles);
    requireNonNull(end);
  }

  /**
   * One operation.
   *
   * @param dataset the id under which its partitions are kept if {@code level} keeps them
   * @param isSource whether partitions need a split
   * @param changedField a static field that had another value when its partitions were first kept,
   *     so that they must not be computed again; empty if there is none
   */
  public record Node(
      Operation operation,
      List<Input> inputs,
      long dataset,
      StorageLevel level,
      boolean isSource,
      String changedField)
      implements Serializable {
    public Node {
      inputs = new java.util.ArrayList<>(inputs);
    }

    /** The last input that begins at or before a partition; those without partitions reach none. */
    int reaching(int partition) {
      int input = inputs.size() - 1;
      while (inputs.get(input).offset() > partition) input--;
      return input;
    }
  }

  /**
   * Where an operation reads.
   *
   * @param node the position of a parent in this stage, or -1
   * @param offset subtracted from a partition to get the parent's
   * @param shuffle the position among the stage's shuffles, or -1
   */
  public record Input(int node, int offset, int shuffle) implements Serializable {}

  /**
   * A shuffle that the stage reads. @param shuffle its id, which is the id of the stage that writes
   * it
   */
  public record ShuffleInput(long shuffle, io.brasa.core.shuffle.ShuffleSpec spec)
      implements Serializable {}
}
