package io.brasa.sql.execute;

import io.brasa.core.Assembly;
import io.brasa.core.closure.CallSite;
import io.brasa.core.execute.JobRequest;
import io.brasa.core.execute.TaskResult;
import io.brasa.core.lineage.Lineage;
import io.brasa.core.shared.Broadcast;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Input;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.keyfilter.KeyFilter;
import io.brasa.sql.keyfilter.KeySample;
import io.brasa.sql.physical.Exchange;
import io.brasa.sql.physical.HashJoin;
import io.brasa.sql.physical.JoinEstimates;
import io.brasa.sql.physical.JoinKind;
import io.brasa.sql.physical.PhysicalPlan;
import io.brasa.sql.physical.ScanSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What scans are to leave out, as joins tell that have built one side before the other is put
 * together. For one run of one plan by one thread.
 */
final class RuntimeFilters {
  /** Of more keys no filter is made: looking at it would cost what it saves. */
  private static final int MOST_KEYS = 1 << 22;

  /** If a larger share of keys has a partner it does not pay to look which have none. */
  private static final double MOST_SHARE = 0.8;

  /** Nor if keys lie in a larger part of the range of what probes. */
  private static final double MOST_RANGE = 0.5;

  private final Assembly assembly;
  private final CallSite site;
  private final NodeRemarks remarks;
  private final Map<ScanSource, List<ScanKeys>> byScan = new IdentityHashMap<>();
  private final Map<PhysicalPlan, Integer> uses = new IdentityHashMap<>();
  private final Set<PhysicalPlan> offered = Collections.newSetFromMap(new IdentityHashMap<>());

  RuntimeFilters(Assembly assembly, CallSite site, NodeRemarks remarks) {
    this.assembly = assembly;
    this.site = site;
    this.remarks = remarks;
  }

  /** Counts where the exchanges of a plan stand: those that stand twice serve both places. */
  void count(PhysicalPlan plan) {
    if (plan instanceof Exchange && uses.merge(plan, 1, Integer::sum) > 1) return;
    for (PhysicalPlan child : plan.children()) count(child);
  }

  List<ScanKeys> of(ScanSource scan) {
    return byScan.getOrDefault(scan, List.of());
  }

  /** Whether a probing row without partner is of no use. */
  private static boolean dropsProbe(JoinKind kind) {
    return switch (kind) {
      case INNER, PROBE_SEMI, BUILD_OUTER, BUILD_SEMI, BUILD_ANTI -> true;
      case PROBE_OUTER, FULL_OUTER, PROBE_ANTI, NULL_AWARE_ANTI, MARK, SINGLE -> false;
    };
  }

  /** A key and where it leads to. */
  private record Wanted(int key, List<KeyTargets.Target> targets) {}

  /**
   * Tells scans of the keys that were built: those below the probing side, and those below what
   * joins above build, if their keys are the same.
   *
   * @param above what stands between the join and the top of its fragment, upwards
   * @param built the rows of the building side
   */
  void offer(
      HashJoin join,
      List<PhysicalPlan> above,
      Supplier<Lineage<?>> built,
      EvaluationSettings settings) {
    if (!dropsProbe(join.kind()) || !offered.add(join)) return;
    List<Wanted> wanted = new ArrayList<>();
    List<Expression> keys = new ArrayList<>();
    for (int i = 0; i < join.probeKeys().size(); i++) {
      boolean isPlain =
          join.probeKeys().get(i) instanceof Input
              && !join.isNullSafe().get(i)
              && join.estimates().probeKey(i).count() > 0
              && join.probeKeys().get(i).type().equals(join.buildKeys().get(i).type());
      if (!isPlain) continue;
      List<KeyTargets.Target> targets = targets(join, i, above);
      if (targets.isEmpty()) continue;
      wanted.add(new Wanted(i, targets));
      keys.add(join.buildKeys().get(i));
    }
    if (keys.isEmpty()) return;
    List<List<KeySample>> samples = samples(built.get(), keys, settings);
    for (int i = 0; i < samples.size(); i++) tell(join, wanted.get(i), samples.get(i));
  }

  private List<KeyTargets.Target> targets(HashJoin join, int key, List<PhysicalPlan> above) {
    int column = ((Input) join.probeKeys().get(key)).index();
    Predicate<PhysicalPlan> isShared = plan -> uses.getOrDefault(plan, 0) > 1;
    List<KeyTargets.Target> targets =
        new ArrayList<>(KeyTargets.of(join.probe(), column, isShared));
    targets.addAll(KeysAbove.of(join, key, above, isShared));
    return targets;
  }

  /** By key those of all tasks; none at all if there are too many. */
  @SuppressWarnings("unchecked")
  private List<List<KeySample>> samples(
      Lineage<?> built, List<Expression> keys, EvaluationSettings settings) {
    List<List<KeySample>> byKey = new ArrayList<>();
    for (Expression _ : keys) byKey.add(new ArrayList<>());
    SampleKeys action = new SampleKeys(keys, MOST_KEYS, settings);
    for (TaskResult result : assembly.run(new JobRequest(built, action, site))) {
      List<KeySample> own = (List<KeySample>) result.value();
      if (own.isEmpty()) return List.of();
      for (int i = 0; i < own.size(); i++) byKey.get(i).add(own.get(i));
    }
    return byKey;
  }

  /**
   * There may be more keys than probing rows have values, and yet few of these among them, where
   * the keys lie in another range: days of one year, of which rows have one in a week.
   */
  private static boolean leavesOutEnough(KeyFilter filter, JoinEstimates.Key probing) {
    if (filter.keyCount() <= probing.count() * MOST_SHARE) return true;
    long[] bounds = filter.bounds();
    return bounds.length > 0 && probing.share(bounds[0], bounds[1]) <= MOST_RANGE;
  }

  private void tell(HashJoin join, Wanted wanted, List<KeySample> samples) {
    long count = 0;
    for (KeySample sample : samples) count += sample.values().length;
    if (count > MOST_KEYS) return;
    KeyFilter filter = KeyFilter.of(samples);
    if (!leavesOutEnough(filter, join.estimates().probeKey(wanted.key()))) return;
    Broadcast<KeyFilter> broadcast = assembly.broadcast(filter);
    for (KeyTargets.Target target : wanted.targets()) {
      byScan
          .computeIfAbsent(target.scan(), _ -> new ArrayList<>())
          .add(new ScanKeys(target.scan().columns().get(target.column()), broadcast));
      remarks.remark(
          target.scan(),
          "only " + target.scan().read().get(target.column()).name() + " among " + filter);
    }
  }
}
