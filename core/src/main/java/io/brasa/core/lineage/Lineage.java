package io.brasa.core.lineage;

import io.brasa.core.block.StorageLevel;
import io.brasa.core.closure.CallSite;
import io.brasa.core.shuffle.Partitioner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * One dataset as the scheduler sees it: how its partitions are computed, from what, and how they
 * are divided. All of it is fixed when the dataset is declared, except where its partitions are
 * kept: the storage level and the checkpoint, which never change what the records are. Thread-safe.
 *
 * @param <T> the type of the records
 */
public final class Lineage<T> {
  private final long id;
  private final Optional<Partitioner> partitioner;
  private final int partitionCount;
  private final CallSite site;
  private volatile StorageLevel storageLevel = StorageLevel.NONE;

  /** Null until somebody asks, and again when the records are kept no more. */
  private volatile Map<String, String> keptWith;

  private volatile boolean isCheckpointWanted;
  private volatile boolean isCheckpointLocal;
  private volatile Definition definition;
  private volatile boolean isCheckpointed;
  private volatile String name = "";

  /**
   * How partitions come to be; replaced as a whole, so that a checkpoint lets go of the parents.
   * Who needs several of these takes the definition once, since a checkpoint may come in between.
   */
  public static final class Definition {
    private final Operation operation;
    private final List<Dependency> dependencies;
    private final List<?> splits;
    private volatile OptionalInt splitsHash = OptionalInt.empty();
    private final Findings<Operation> findings;

    /** Null until somebody asks. */
    private volatile byte[] splitsDigest;

    private Definition(Operation operation, List<Dependency> dependencies, List<?> splits) {
      this.operation = operation;
      this.dependencies = dependencies;
      this.splits = splits;
      this.findings = new Findings<>(operation);
    }

    public Operation operation() {
      return operation;
    }

    public List<Dependency> dependencies() {
      return dependencies;
    }

    public List<?> splits() {
      return splits;
    }

    /** What is known of the operation. */
    public Findings<Operation> findings() {
      return findings;
    }

    /** What a function gives for the splits; it is called once, since splits may be large. */
    public byte[] splitsDigest(Function<List<?>, byte[]> digest) {
      byte[] known = splitsDigest;
      if (known == null) {
        known = digest.apply(splits);
        splitsDigest = known;
      }
      return known;
    }

    /** What a function gives for the splits; it is called once, since splits may be large. */
    public int splitsHash(ToIntFunction<List<?>> hash) {
      OptionalInt known = splitsHash;
      if (known.isPresent()) return known.getAsInt();
      int computed = hash.applyAsInt(splits);
      splitsHash = OptionalInt.of(computed);
      return computed;
    }
  }

  private Lineage(
      long id,
      Operation operation,
      List<Dependency> dependencies,
      Optional<Partitioner> partitioner,
      int partitionCount,
      List<?> splits,
      CallSite site) {
    this.id = id;
    this.partitioner = partitioner;
    this.partitionCount = partitionCount;
    this.definition = new Definition(operation, List.copyOf(dependencies), splits);
    this.site = site;
  }

  /** A dataset without parents. */
  public static <T> Lineage<T> ofSource(long id, Source source, CallSite site) {
    List<?> splits = source.splits();
    return new Lineage<>(id, source, List.of(), Optional.empty(), splits.size(), splits, site);
  }

  /** A dataset made from others. */
  public static <T> Lineage<T> of(
      long id,
      Operation operation,
      List<Dependency> dependencies,
      Optional<Partitioner> partitioner,
      int partitionCount,
      CallSite site) {
    return new Lineage<>(id, operation, dependencies, partitioner, partitionCount, List.of(), site);
  }

  public long id() {
    return id;
  }

  public Definition definition() {
    return definition;
  }

  /** How a partition is computed; after a checkpoint, how it is read back. */
  public Operation operation() {
    return definition.operation;
  }

  /** Empty for sources and after a checkpoint. */
  public List<Dependency> dependencies() {
    return definition.dependencies;
  }

  /** The splits of a source; empty for others. */
  public List<?> splits() {
    return definition.splits;
  }

  /** How keys are divided among the partitions, when that is known. */
  public Optional<Partitioner> partitioner() {
    return partitioner;
  }

  public int partitionCount() {
    return partitionCount;
  }

  public CallSite site() {
    return site;
  }

  public StorageLevel storageLevel() {
    return storageLevel;
  }

  public void keep(StorageLevel level) {
    if (!level.isKept()) keptWith = null;
    storageLevel = level;
  }

  /**
   * What was given when this was called first since the records are kept.
   *
   * @param values digests of the static values that the records are made with, by field
   */
  public Map<String, String> keptWith(Map<String, String> values) {
    Map<String, String> known = keptWith;
    if (known != null) return known;
    keptWith = Map.copyOf(values);
    return values;
  }

  /** What the user calls it; empty if nothing. */
  public String name() {
    return name;
  }

  public void rename(String text) {
    name = text;
  }

  public boolean isCheckpointWanted() {
    return isCheckpointWanted;
  }

  public void wantCheckpoint() {
    isCheckpointWanted = true;
  }

  /** Whether the checkpoint that is wanted is the blocks that are kept. */
  public boolean isCheckpointLocal() {
    return isCheckpointLocal;
  }

  public void wantLocalCheckpoint() {
    isCheckpointLocal = true;
    isCheckpointWanted = true;
  }

  public boolean isCheckpointed() {
    return isCheckpointed;
  }

  /** From now on partitions are read from the checkpoint and the parents are forgotten. */
  public void replaceBy(Lineage<T> saved) {
    if (saved.partitionCount != partitionCount)
      throw new IllegalArgumentException(
          "checkpoint of " + saved.partitionCount + " partitions for " + partitionCount);
    definition = saved.definition;
    isCheckpointed = true;
  }

  @Override
  public String toString() {
    return (name.isEmpty() ? "" : name + ' ') + site + " [" + id + "]";
  }
}
