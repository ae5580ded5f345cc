package io.brasa.sql.execute;

import io.brasa.core.lineage.Dependency;
import io.brasa.core.lineage.Lineage;
import io.brasa.runtime.error.Check;
import io.brasa.sql.physical.Coalesce;
import io.brasa.sql.physical.DatasetTable;
import io.brasa.sql.physical.Exchange;
import io.brasa.sql.physical.FragmentInput;
import io.brasa.sql.physical.HashJoin;
import io.brasa.sql.physical.LocalTable;
import io.brasa.sql.physical.Measured;
import io.brasa.sql.physical.Partitioning;
import io.brasa.sql.physical.PhysicalPlan;
import io.brasa.sql.physical.ProgramRows;
import io.brasa.sql.physical.RangeTable;
import io.brasa.sql.physical.Reading;
import io.brasa.sql.physical.RecursiveRows;
import io.brasa.sql.physical.ScanSource;
import io.brasa.sql.physical.UnionRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A part of a plan between exchanges in the making. What it reads by partition has equally many
 * partitions; if all of that has come through exchanges, tasks may share it otherwise ({@link
 * TaskPieces}).
 */
final class Fragment {
  private final Fragments fragments;
  private final List<Dependency> dependencies = new ArrayList<>();
  private final Map<Integer, TaskPieces.Read> exchanged = new HashMap<>();
  private int partitionCount = -1;
  private boolean mayGroup = true;

  Fragment(Fragments fragments) {
    this.fragments = fragments;
  }

  List<Dependency> dependencies() {
    return dependencies;
  }

  int partitionCount() {
    return Math.max(1, partitionCount);
  }

  /** The part of a plan up to its exchanges and sources. */
  PhysicalPlan translate(PhysicalPlan plan) {
    PhysicalPlan translated =
        switch (plan) {
          case ScanSource _,
              LocalTable _,
              DatasetTable _,
              RangeTable _,
              RecursiveRows _,
              ProgramRows _,
              UnionRows _,
              Coalesce _ ->
              narrow(plan);
          case Exchange exchange -> read(exchange);
          case HashJoin join -> join(join);
          default -> plan.mapChildren(this::translate);
        };
    return fragments.isMeasured()
        ? new Measured(fragments.remarks().id(plan), translated)
        : translated;
  }

  private FragmentInput narrow(PhysicalPlan plan) {
    Lineage<?> lineage = fragments.dataset(plan);
    requirePartitions(lineage.partitionCount());
    mayGroup = false;
    return input(new Dependency.Narrow(lineage), false, Reading.OWN, plan);
  }

  private void requirePartitions(int count) {
    Check.that(
        partitionCount < 0 || partitionCount == count,
        "what a fragment reads is divided alike",
        partitionCount + " and " + count);
    partitionCount = count;
  }

  private FragmentInput input(
      Dependency dependency, boolean isShuffled, Reading reach, PhysicalPlan plan) {
    dependencies.add(dependency);
    return new FragmentInput(dependencies.size() - 1, isShuffled, reach, plan.output());
  }

  private FragmentInput read(Exchange exchange) {
    Fragments.Exchanged source = fragments.exchange(exchange);
    if (exchange.partitioning() instanceof Partitioning.Broadcast) return all(exchange, source);
    requirePartitions(source.bytes().length);
    mayGroup &= !exchange.isFixed();
    exchanged.put(dependencies.size(), new TaskPieces.Read(exchange, source));
    return input(source.shuffle(), true, Reading.OWN, exchange);
  }

  private FragmentInput all(Exchange exchange, Fragments.Exchanged source) {
    return input(source.shuffle(), true, new Reading.All(source.bytes().length), exchange);
  }

  /**
   * What is built goes through its exchange first; what probes learns of its keys, and if it turns
   * out to be small, stays where it is.
   */
  private HashJoin join(HashJoin join) {
    if (!(join.build() instanceof Exchange build)) return join.withChildren(translated(join));
    Fragments.Exchanged built = fragments.built(join);
    if (build.partitioning() instanceof Partitioning.Broadcast)
      return shared(join.withChildren(translated(join)));
    boolean maySpread =
        join.probe() instanceof Exchange probe
            && build.partitioning() instanceof Partitioning.ByHash
            && !build.isFixed()
            && !probe.isFixed()
            && !join.kind().givesBuiltRows();
    if (!maySpread || built.totalBytes() > fragments.settings().broadcastBytes())
      return join.withChildren(translated(join));
    fragments.remarks().remark(join, "what is built is read by all tasks");
    PhysicalPlan probe = ((Exchange) join.probe()).child();
    return shared(join.withChildren(List.of(translate(probe), all(build, built))));
  }

  private List<PhysicalPlan> translated(HashJoin join) {
    return List.of(translate(join.probe()), translate(join.build()));
  }

  private HashJoin shared(HashJoin join) {
    return join.sharing(fragments.newCell());
  }

  /**
   * The same fragment where small neighbours are read together, and large partitions by several
   * tasks.
   */
  PhysicalPlan balanced(PhysicalPlan root) {
    if (!mayGroup || partitionCount <= 1 || exchanged.isEmpty()) return root;
    List<Reading> readings =
        TaskPieces.of(
            exchanged,
            partitionCount,
            DivisibleInputs.of(root),
            fragments.settings(),
            fragments.remarks());
    if (readings.isEmpty()) return root;
    partitionCount = ((Reading.Pieces) readings.getFirst()).pieces().size();
    return reading(root, readings);
  }

  private static PhysicalPlan reading(PhysicalPlan plan, List<Reading> readings) {
    if (plan instanceof FragmentInput input) {
      return input.reach() instanceof Reading.Own
          ? new FragmentInput(
              input.index(), input.isShuffled(), readings.get(input.index()), input.output())
          : input;
    }
    return plan.mapChildren(child -> reading(child, readings));
  }
}
