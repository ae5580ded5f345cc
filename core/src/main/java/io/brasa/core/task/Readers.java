package io.brasa.core.task;

import io.brasa.core.closure.RecordUse;
import io.brasa.core.closure.bytecode.RecordFlow.Finding;
import io.brasa.core.lineage.Adapter;
import io.brasa.core.lineage.Form;
import io.brasa.core.lineage.Link;
import io.brasa.core.operation.Union;
import io.brasa.core.shuffle.Aggregation;
import io.brasa.core.shuffle.HashPartitioner;
import io.brasa.core.shuffle.IndexPartitioner;
import io.brasa.core.shuffle.RangePartitioner;
import io.brasa.core.shuffle.ShuffleSpec;
import io.brasa.core.shuffle.SortOrder;
import io.brasa.core.task.StageProgram.Input;
import io.brasa.core.task.StageProgram.Node;

/**
 * Whether all that a stage does with the records of one of its nodes leaves them as they are, so
 * that several tasks may read the same objects. Follows the records from the node to the end of the
 * stage: through functions of the user's whose byte code was {@linkplain RecordUse found} to leave
 * them alone, until what comes out holds nothing of them. Functions over whole partitions are not
 * followed, nor are other operations that hold records.
 */
final class Readers {
  private final StageProgram program;
  private final RecordUse use;

  Readers(StageProgram program, RecordUse use) {
    this.program = program;
    this.use = use;
  }

  /** Whether the records that a node gives are left alone from there on. */
  boolean leaveAlone(int position) {
    if (position == program.nodes().size() - 1) return endLeavesAlone();
    for (int next = position + 1; next < program.nodes().size(); next++) {
      Node reader = program.nodes().get(next);
      for (Input input : reader.inputs())
        if (input.node() == position && !leavesAlone(reader, next)) return false;
    }
    return true;
  }

  private boolean leavesAlone(Node reader, int position) {
    return switch (reader.operation()) {
      case Union _ -> leaveAlone(position);
      case Link link -> {
        Finding finding = of(link);
        yield finding == Finding.INDEPENDENT || finding == Finding.GIVEN_ON && leaveAlone(position);
      }
      default -> false;
    };
  }

  private Finding of(Link link) {
    return switch (link.form()) {
      case MAP, MAP_TO_PAIR -> use.of(link.called());
      // An iterator that holds a record runs later, where nobody looks at what it does.
      case EXPAND, EXPAND_TO_PAIRS -> independent(use.of(link.called()));
      case EXPAND_VALUE -> givenOn(independent(use.of(link.called())));
      case FILTER, KEY_BY, MAP_VALUE -> givenOn(use.of(link.called()));
      case TO_KEY, FIRST, SECOND, IDENTITY -> Finding.GIVEN_ON;
      // What they give is a number.
      case MAP_TO_LONG, MAP_TO_DOUBLE ->
          use.of(link.called()) == Finding.UNKNOWN ? Finding.UNKNOWN : Finding.INDEPENDENT;
      // What they take is one, which nobody can change.
      case MAP_LONG, MAP_DOUBLE, LONG_TO_DOUBLE, DOUBLE_TO_LONG, FILTER_LONG, FILTER_DOUBLE ->
          Finding.INDEPENDENT;
    };
  }

  /** The record itself goes on beside what the function gives. */
  private static Finding givenOn(Finding finding) {
    return finding == Finding.UNKNOWN ? finding : Finding.GIVEN_ON;
  }

  private static Finding independent(Finding finding) {
    return finding == Finding.INDEPENDENT ? finding : Finding.UNKNOWN;
  }

  private boolean endLeavesAlone() {
    return switch (program.end()) {
      case End.Divide divide -> leavesAlone(divide.spec());
      case End.Finish finish -> finish.action().leavesRecordsAlone(use);
    };
  }

  /** What a writer keeps it copies or encodes. */
  private boolean leavesAlone(ShuffleSpec spec) {
    boolean isPlacedByUs =
        spec.partitioner() instanceof HashPartitioner
            || spec.partitioner() instanceof RangePartitioner
            || spec.partitioner() instanceof IndexPartitioner;
    return isPlacedByUs && isOurs(spec.order()) && leavesAlone(spec.aggregation());
  }

  private static boolean isOurs(SortOrder order) {
    return order instanceof SortOrder.Unordered
        || order instanceof SortOrder.Natural
        || order instanceof SortOrder.Bytes;
  }

  private boolean leavesAlone(Aggregation aggregation) {
    return switch (aggregation) {
      case Aggregation.None _, Aggregation.Grouping _ -> true;
      case Aggregation.Combining combining ->
          leavesAlone(combining.createCombiner())
              && leavesAlone(combining.mergeValue())
              && leavesAlone(combining.mergeCombiners());
    };
  }

  private boolean leavesAlone(Object function) {
    boolean isIdentity = function instanceof Adapter adapter && adapter.form() == Form.IDENTITY;
    return isIdentity || use.of(function) != Finding.UNKNOWN;
  }
}
