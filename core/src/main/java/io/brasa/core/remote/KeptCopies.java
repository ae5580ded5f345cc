package io.brasa.core.remote;

import io.brasa.core.block.StorageLevel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which executors keep which partitions of datasets, and, of those that are to be kept in several
 * places, who is to keep another copy: an executor on a host that has none yet, if there is one;
 * among equals the one that keeps the fewest. Decides only; {@link DriverNode} talks.
 *
 * <p>Invariants: what an executor keeps was made from inputs of the generation that is noted; a
 * later one makes all earlier holders strangers. Who is lost holds nothing. Thread-safe.
 */
final class KeptCopies {
  /** A partition of a dataset. */
  record Partition(long dataset, int partition) implements Comparable<Partition> {
    @Override
    public int compareTo(Partition other) {
      int byDataset = Long.compare(dataset, other.dataset);
      return byDataset != 0 ? byDataset : Integer.compare(partition, other.partition);
    }
  }

  /** An executor that may keep copies. */
  record Keeper(String executor, String host) {}

  /** A copy to be made. */
  record Order(Partition what, int generation, StorageLevel level, String from, String to) {}

  private static final class Entry {
    final int generation;
    final StorageLevel level;
    final Set<String> holders = new LinkedHashSet<>();

    /** Who is being asked, and who could not. */
    final Set<String> tried = new LinkedHashSet<>();

    Entry(int generation, StorageLevel level) {
      this.generation = generation;
      this.level = level;
    }
  }

  private final TreeMap<Partition, Entry> entries = new TreeMap<>();
  private final TreeMap<String, Keeper> keepers = new TreeMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final Set<String> leaving = new LinkedHashSet<>();

  synchronized void join(Keeper keeper) {
    keepers.put(keeper.executor(), keeper);
  }

  /** An executor keeps a partition; says of an earlier generation are too late. */
  synchronized void keep(Partition what, int generation, StorageLevel level, String executor) {
    if (!keepers.containsKey(executor)) return;
    Entry known = entries.get(what);
    if (known != null && known.generation > generation) return;
    if (known == null || known.generation < generation) {
      if (known != null) known.holders.forEach(this::uncount);
      known = new Entry(generation, level);
      entries.put(what, known);
    }
    known.tried.remove(executor);
    if (known.holders.add(executor)) counts.merge(executor, 1, Integer::sum);
  }

  private void uncount(String executor) {
    counts.computeIfPresent(executor, (_, count) -> count == 1 ? null : count - 1);
  }

  /** An executor turned out not to have what it was asked for. */
  synchronized void miss(Partition what, String executor) {
    Entry known = entries.get(what);
    if (known == null || !known.holders.remove(executor)) return;
    uncount(executor);
    if (known.holders.isEmpty()) entries.remove(what);
  }

  /** The next copy that a partition lacks, if anybody can make it. Each executor is asked once. */
  synchronized Optional<Order> next(Partition what) {
    Entry known = entries.get(what);
    if (known == null || known.holders.size() >= known.level.replication()) return Optional.empty();
    Set<String> hosts = new LinkedHashSet<>();
    for (String holder : known.holders) hosts.add(keepers.get(holder).host());
    return best(known, hosts)
        .map(
            keeper -> {
              known.tried.add(keeper.executor());
              return new Order(
                  what,
                  known.generation,
                  known.level,
                  known.holders.iterator().next(),
                  keeper.executor());
            });
  }

  private Optional<Keeper> best(Entry known, Set<String> hosts) {
    return keepers.values().stream()
        .filter(keeper -> !known.holders.contains(keeper.executor()))
        .filter(keeper -> !known.tried.contains(keeper.executor()))
        .filter(keeper -> !leaving.contains(keeper.executor()))
        .min(
            Comparator.comparing((Keeper keeper) -> hosts.contains(keeper.host()))
                .thenComparing(keeper -> counts.getOrDefault(keeper.executor(), 0))
                .thenComparing(Keeper::executor));
  }

  /** An executor is to go: it gets no copies any more. */
  synchronized void leave(String executor) {
    leaving.add(executor);
  }

  /**
   * Who is to take a partition over from an executor that is to go, unless others have it already.
   */
  synchronized Optional<Order> heir(
      Partition what, int generation, StorageLevel level, String from) {
    Entry known = entries.get(what);
    if (known == null || known.generation < generation) {
      keep(what, generation, level, from);
      known = entries.get(what);
    }
    if (known == null) return Optional.empty();
    for (String holder : known.holders) if (!leaving.contains(holder)) return Optional.empty();
    Entry wanted = known;
    return best(wanted, Set.of())
        .map(
            keeper -> {
              wanted.tried.add(keeper.executor());
              return new Order(what, wanted.generation, wanted.level, from, keeper.executor());
            });
  }

  /** Who keeps a partition, of at least a generation. */
  synchronized List<String> holders(Partition what, int generation) {
    Entry known = entries.get(what);
    return known == null || known.generation < generation ? List.of() : List.copyOf(known.holders);
  }

  /** An executor is gone. Returns what is still kept by others, but by too few. */
  synchronized List<Partition> lose(String executor) {
    keepers.remove(executor);
    counts.remove(executor);
    leaving.remove(executor);
    List<Partition> lacking = new ArrayList<>();
    List<Partition> gone = new ArrayList<>();
    for (Map.Entry<Partition, Entry> each : entries.entrySet()) {
      Entry known = each.getValue();
      known.tried.remove(executor);
      if (!known.holders.remove(executor)) continue;
      // Who was copying from the lost one could not for that reason alone.
      known.tried.clear();
      (known.holders.isEmpty() ? gone : lacking).add(each.getKey());
    }
    gone.forEach(entries::remove);
    return lacking;
  }

  /** Nobody keeps a dataset any more. */
  synchronized void drop(long dataset) {
    Collection<Entry> dropped =
        entries.subMap(new Partition(dataset, 0), new Partition(dataset + 1, 0)).values();
    for (Entry entry : dropped) entry.holders.forEach(this::uncount);
    dropped.clear();
  }

  /** Of which datasets anybody keeps anything, in order. */
  synchronized List<Long> datasets() {
    List<Long> found = new ArrayList<>();
    for (Map.Entry<Partition, Entry> next = entries.firstEntry();
        next != null;
        next = entries.ceilingEntry(new Partition(next.getKey().dataset() + 1, 0)))
      found.add(next.getKey().dataset());
    return found;
  }

  /** What is kept by too few. */
  synchronized List<Partition> lacking() {
    return entries.keySet().stream().filter(this::isLacking).toList();
  }

  synchronized boolean isLacking(Partition what) {
    Entry known = entries.get(what);
    return known != null && known.holders.size() < known.level.replication();
  }

  synchronized boolean isKept(Partition what) {
    return entries.containsKey(what);
  }
}
