package io.brasa.core.lineage;

import static java.util.Objects.requireNonNull;

import io.brasa.core.shuffle.ShuffleSpec;
import java.util.concurrent.atomic.AtomicLong;

/** What a dataset needs of another one. */
public sealed interface Dependency {
  Lineage<?> parent();

  /** Each partition reads the partitions of the parent that {@code reach} says. */
  record Narrow(Lineage<?> parent, Reach reach) implements Dependency {
    /** Each partition reads the one of the same number. */
    public Narrow(Lineage<?> parent) {
      this(parent, 0);
    }

    /** Partition {@code p} reads {@code p - offset}, if the parent has it. */
    public Narrow(Lineage<?> parent, int offset) {
      this(parent, new Reach.Shifted(offset));
    }

    /** What to subtract from a partition to get the parent's; zero where that is no difference. */
    public int offset() {
      return reach instanceof Reach.Shifted shifted ? shifted.offset() : 0;
    }
  }

  /**
   * Every partition may read from every partition of the parent. Compared by identity: the object
   * stands for the map outputs, which are reused by every job that depends on the same object.
   */
  final class Shuffle implements Dependency {
    private final Lineage<?> parent;
    private final ShuffleSpec spec;
    private final Findings<ShuffleSpec> findings;
    private final AtomicLong stage = new AtomicLong(UNBOUND);

    /** No stage has been planned yet. */
    public static final long UNBOUND = -1;

    public Shuffle(Lineage<?> parent, ShuffleSpec spec) {
      this.parent = requireNonNull(parent);
      this.spec = requireNonNull(spec);
      this.findings = new Findings<>(spec);
    }

    @Override
    public Lineage<?> parent() {
      return parent;
    }

    public ShuffleSpec spec() {
      return spec;
    }

    /** What is known of the spec. */
    public Findings<ShuffleSpec> findings() {
      return findings;
    }

    /** Whether a stage has been planned that writes for this dependency. */
    public boolean isBound() {
      return stage.get() != UNBOUND;
    }

    /** The id of that stage. */
    public long stage() {
      return stage.get();
    }

    /** The id of that stage as it will be, for whoever must not hold this object. */
    public AtomicLong stageCell() {
      return stage;
    }

    /** Called by the driver when it plans the stage. */
    public void bind(long plannedStage) {
      stage.set(plannedStage);
    }
  }
}
