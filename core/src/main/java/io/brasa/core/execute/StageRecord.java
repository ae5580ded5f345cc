package io.brasa.core.execute;

import io.brasa.core.event.Event;
import io.brasa.core.event.StageOperation;
import io.brasa.core.execute.StageWork.SourceSplit;
import io.brasa.core.lineage.Lineage;
import io.brasa.core.schedule.JobPlan;
import io.brasa.core.schedule.StagePast;
import io.brasa.core.task.PlannedStage;
import io.brasa.core.task.ProgramSource;
import io.brasa.core.task.StageProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the driver keeps of a stage as long as its outputs may be needed: enough to run any task of
 * it again.
 */
final class StageRecord {
  final long id;
  final String fingerprint;
  final String name;
  final int partitionCount;
  final List<Long> parents;
  final boolean isResult;

  /** For people. */
  final List<StageOperation> operations;

  /** Whether its tasks must run at the same time. */
  final boolean isBarrier;

  final ProgramSource program;
  private final List<SourceRange> sources;

  /** The last dataset of the stage that is kept, one more than its id; 0 if none is. */
  private final long kept;

  /** Instead of ranges, where narrow inputs are not only shifted. */
  private final Optional<SplitWalk> walk;

  /**
   * What the stage was made from: as long as it may run again, nobody may drop the shuffles that it
   * reads or the variables that its functions hold. A checkpoint in between makes datasets forget
   * them, but not the stages that were planned before.
   */
  final List<Object> held;

  /** The reports of accepted tasks by partition. */
  final Map<Integer, TaskReport> reports = new TreeMap<>();

  /** The query that it was planned for; zero for none. */
  volatile long query;

  StageWork work;

  /** Whether what its tasks give is of use to a later life of the driver. */
  boolean isJournaled = true;

  /** What tasks of a result stage have given in an earlier life. */
  final List<TaskResult> recalled = new ArrayList<>();

  /** The running job that this is the target of, if there is one. */
  volatile Job job;

  /**
   * Stage partitions {@code from} to {@code to - 1} read partition {@code p - from + first} of a
   * source.
   */
  private record SourceRange(int node, int from, int to, int first, List<?> splits) {}

  StageRecord(
      long id,
      String fingerprint,
      PlannedStage planned,
      List<Long> parents,
      ProgramSource program) {
    this.id = id;
    this.fingerprint = fingerprint;
    this.name = planned.name();
    this.partitionCount = planned.partitionCount();
    this.parents = parents;
    this.operations = operations(planned);
    this.isResult = planned.shuffle().isEmpty();
    this.isBarrier = planned.isBarrier();
    this.program = program;
    this.held = held(planned);
    this.kept = kept(planned);
    this.walk = SplitWalk.of(planned);
    this.sources = walk.isPresent() ? List.of() : sources(planned);
  }

  private static List<StageOperation> operations(PlannedStage planned) {
    List<PlannedStage.NodePlan> nodes = planned.nodes();
    int first = Math.max(0, nodes.size() - Event.StageStarted.OPERATIONS_MAX);
    List<StageOperation> operations = new ArrayList<>(nodes.size() - first);
    for (PlannedStage.NodePlan node : nodes.subList(first, nodes.size())) {
      Lineage<?> lineage = node.lineage();
      operations.add(
          new StageOperation(
              lineage.id(),
              node.definition().operation().name(),
              lineage.site().toString(),
              lineage.storageLevel().isKept()));
    }
    return operations;
  }

  /** What the scheduler needs to know. */
  JobPlan.StagePlan plan(boolean hasEffects, StagePast past) {
    return new JobPlan.StagePlan(
        id,
        fingerprint,
        name,
        partitionCount,
        parents,
        isResult,
        isResult && hasEffects,
        kept,
        isBarrier,
        past);
  }

  /** The job has these results before it begins. */
  void giveRecalled(Job taker, List<Integer> wanted) {
    Set<Integer> asked = Set.copyOf(wanted);
    for (TaskResult result : recalled)
      if (result.attempt() >= 0 && asked.contains(result.partition())) taker.add(result);
    recalled.clear();
  }

  /** One whose partitions are not those of the stage says nothing of where a task should run. */
  private static long kept(PlannedStage planned) {
    for (int i = planned.nodes().size() - 1; i >= 0; i--) {
      Lineage<?> lineage = planned.nodes().get(i).lineage();
      if (lineage.storageLevel().isKept() && lineage.partitionCount() == planned.partitionCount())
        return keptId(lineage.id());
    }
    return 0;
  }

  /** How the scheduler knows a dataset. */
  static long keptId(long dataset) {
    return dataset + 1;
  }

  private static List<Object> held(PlannedStage planned) {
    List<Object> held = new ArrayList<>(planned.parents());
    for (PlannedStage.NodePlan node : planned.nodes()) held.add(node.definition().operation());
    held.add(planned.end());
    return held;
  }

  /**
   * Follows the narrow inputs from the last node back to the sources, carrying ranges of
   * partitions.
   */
  private static List<SourceRange> sources(PlannedStage planned) {
    List<PlannedStage.NodePlan> nodes = planned.nodes();
    List<List<int[]>> ranges = new ArrayList<>(nodes.size());
    for (int i = 0; i < nodes.size(); i++) ranges.add(null);
    List<int[]> all = new ArrayList<>();
    all.add(new int[] {0, planned.partitionCount(), 0});
    ranges.set(nodes.size() - 1, all);
    List<SourceRange> found = new ArrayList<>();
    for (int n = nodes.size() - 1; n >= 0; n--) {
      List<int[]> reached = ranges.get(n);
      if (reached == null) continue;
      List<?> splits = nodes.get(n).definition().splits();
      for (int[] range : reached) {
        if (!splits.isEmpty()) found.add(new SourceRange(n, range[0], range[1], range[2], splits));
        for (StageProgram.Input input : nodes.get(n).inputs()) {
          if (input.node() < 0) continue;
          int[] narrowed =
              narrow(range, input.offset(), nodes.get(input.node()).lineage().partitionCount());
          if (narrowed != null) add(ranges, input.node(), narrowed);
        }
      }
    }
    return found;
  }

  /** The part of a range that reaches a parent of {@code count} partitions at an offset. */
  private static int[] narrow(int[] range, int offset, int count) {
    int first = Math.max(range[2], offset);
    int last = Math.min(range[2] + range[1] - range[0], offset + count);
    if (first >= last) return null;
    int from = range[0] + first - range[2];
    return new int[] {from, from + last - first, first - offset};
  }

  private static void add(List<List<int[]>> ranges, int node, int[] range) {
    if (ranges.get(node) == null) ranges.set(node, new ArrayList<>());
    for (int[] known : ranges.get(node)) if (java.util.Arrays.equals(known, range)) return;
    ranges.get(node).add(range);
  }

  /** The splits that a task needs. */
  List<SourceSplit> splits(int partition) {
    if (walk.isPresent()) return walk.get().splits(partition);
    List<SourceSplit> needed = new ArrayList<>(sources.size());
    for (SourceRange range : sources) {
      if (partition < range.from || partition >= range.to) continue;
      int own = range.first + partition - range.from;
      needed.add(new SourceSplit(range.node, own, range.splits.get(own)));
    }
    return needed;
  }
}
