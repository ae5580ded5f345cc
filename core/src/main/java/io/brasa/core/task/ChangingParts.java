package io.brasa.core.task;

import io.brasa.core.lineage.Operation;
import io.brasa.core.shuffle.ShuffleSpec;
import io.brasa.core.task.StageProgram.Node;
import io.brasa.core.task.StageProgram.ShuffleInput;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a stage's program may change, in one graph, so that functions which captured the same
 * object go on sharing it: each task has its own copy of this, and the rest of the program is
 * everybody's.
 *
 * @param nodes the positions of the operations
 * @param shuffles the positions of the specs
 * @param end null if it never changes
 */
public record ChangingParts(
    int[] nodes, List<Operation> operations, int[] shuffles, List<ShuffleSpec> specs, End end)
    implements Serializable {

  /** The program with these parts in their places. */
  public StageProgram in(StageProgram program) {
    List<Node> all = new ArrayList<>(program.nodes());
    for (int i = 0; i < nodes.length; i++) {
      Node node = all.get(nodes[i]);
      all.set(
          nodes[i],
          new Node(
              operations.get(i),
              node.inputs(),
              node.dataset(),
              node.level(),
              node.isSource(),
              node.changedField()));
    }
    List<ShuffleInput> read = new ArrayList<>(program.shuffles());
    for (int i = 0; i < shuffles.length; i++)
      read.set(shuffles[i], new ShuffleInput(read.get(shuffles[i]).shuffle(), specs.get(i)));
    return new StageProgram(all, read, end == null ? program.end() : end);
  }
}
