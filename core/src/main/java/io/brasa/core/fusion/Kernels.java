package io.brasa.core.fusion;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The kernels of a process, by shape. A shape gets its kernel when the interpreter has moved enough
 * records through chains of that shape; the shapes used last are remembered, the others go, and
 * their classes with them. Thread-safe.
 */
public final class Kernels {
  /** About where generating and compiling are paid back. */
  private static final long WORTHWHILE_RECORDS = 100_000;

  private static final int SHAPES_MAX = 256;

  /** Longer chains are interpreted: their functions dominate, and HotSpot inlines no such thing. */
  static final int LINKS_MAX = 1_000;

  private final boolean isOn;
  private volatile long worthwhileRecords;

  // Guarded by itself.
  private final LinkedHashMap<Shape, Case> cases;

  /**
   * @param isOn false to interpret everything
   */
  public Kernels(boolean isOn) {
    this.isOn = isOn;
    this.worthwhileRecords = WORTHWHILE_RECORDS;
    this.cases =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Shape, Case> eldest) {
            return size() > SHAPES_MAX;
          }
        };
  }

  /** How many records a shape must have seen; zero for a kernel from the first one on. */
  public void setWorthwhileRecords(long count) {
    worthwhileRecords = count;
  }

  boolean isOn() {
    return isOn;
  }

  /** Whether kernels are wanted before anything has been counted. */
  boolean isImmediate() {
    return worthwhileRecords == 0;
  }

  /** The same for equal shapes, as long as it is remembered. */
  Case of(Shape shape) {
    synchronized (cases) {
      return cases.computeIfAbsent(shape, Case::new);
    }
  }

  /** One shape, and how far it has come. */
  final class Case {
    private final Shape shape;
    private final AtomicLong seen = new AtomicLong();
    private final AtomicBoolean isClaimed = new AtomicBoolean();
    private volatile Kernel prototype;
    private volatile String refusal = "";

    private Case(Shape shape) {
      this.shape = shape;
    }

    /** Counts what the interpreter has moved. The first to find that it is enough generates. */
    void count(long records) {
      if (prototype != null || !refusal.isEmpty()) return;
      if (seen.addAndGet(records) >= worthwhileRecords && isClaimed.compareAndSet(false, true))
        generate();
    }

    private void generate() {
      if (shape.forms().size() > LINKS_MAX) {
        refusal =
            "CHAIN_TOO_LONG: " + shape.forms().size() + " links, kernels have up to " + LINKS_MAX;
        return;
      }
      try {
        prototype = Generator.generate(shape.forms(), shape.ending());
      } catch (RuntimeException | LinkageError e) {
        refusal = "NOT_GENERATED: " + e;
      }
    }

    /** Null while there is none. */
    Kernel prototype() {
      return prototype;
    }

    /** Why there will be none although there should be; empty if there is no such reason. */
    String refusal() {
      return refusal;
    }
  }
}
