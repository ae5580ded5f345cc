package io.brasa.cluster.master;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * All workers, and those with free cores in the order of how many. Whatever changes what is free
 * goes through {@link #change}, which takes the worker out of the order meanwhile.
 */
final class Workers {
  private static final Comparator<WorkerRecord> MOST_FREE_FIRST =
      Comparator.comparingInt(WorkerRecord::freeCores)
          .reversed()
          .thenComparing(Comparator.comparingInt(WorkerRecord::freeMemoryMiB).reversed())
          .thenComparing(worker -> worker.id);

  private final Map<String, WorkerRecord> all = new HashMap<>();
  private final NavigableSet<WorkerRecord> free = new TreeSet<>(MOST_FREE_FIRST);

  Optional<WorkerRecord> find(String id) {
    return Optional.ofNullable(all.get(id));
  }

  void add(WorkerRecord worker) {
    all.put(worker.id, worker);
    order(worker);
  }

  void remove(WorkerRecord worker) {
    free.remove(worker);
    all.remove(worker.id, worker);
  }

  void change(WorkerRecord worker, Consumer<WorkerRecord> how) {
    free.remove(worker);
    how.accept(worker);
    if (all.get(worker.id) == worker) order(worker);
  }

  private void order(WorkerRecord worker) {
    if (worker.isPresent && worker.freeCores() > 0) free.add(worker);
  }

  /** Present ones with free cores, those with most first. */
  Iterable<WorkerRecord> mostFreeFirst() {
    return free;
  }

  Collection<WorkerRecord> all() {
    return List.copyOf(all.values());
  }

  int presentCount() {
    int count = 0;
    for (WorkerRecord worker : all.values()) if (worker.isPresent) count++;
    return count;
  }

  List<WorkerRecord> absent() {
    List<WorkerRecord> absent = new ArrayList<>();
    for (WorkerRecord worker : all.values()) if (!worker.isPresent) absent.add(worker);
    return absent;
  }
}
