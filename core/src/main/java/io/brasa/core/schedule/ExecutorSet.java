package io.brasa.core.schedule;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The executors, by id and by how much they have to do.
 *
 * <p>Invariants: {@code byLoad} holds exactly those that are not excluded, and none of them changes
 * its number of outstanding tasks while it is in there. Positions count the ids in their order,
 * from 0; {@code version} changes whenever they do.
 */
final class ExecutorSet {
  private static final int BLAMES_MAX = 3;
  private static final long FIRST_EXCLUSION_MILLIS = 60_000;
  private static final int EXCLUSION_DOUBLINGS_MAX = 6;

  private final TreeMap<String, ExecutorState> byId = new TreeMap<>();
  private final TreeSet<ExecutorState> byLoad = new TreeSet<>(ExecutorSet::compareLoads);
  private int version;

  private static int compareLoads(ExecutorState a, ExecutorState b) {
    int order = Long.compare((long) a.outstanding * b.slots, (long) b.outstanding * a.slots);
    return order != 0 ? order : a.id.compareTo(b.id);
  }

  int size() {
    return byId.size();
  }

  boolean isEmpty() {
    return byId.isEmpty();
  }

  boolean contains(String id) {
    return byId.containsKey(id);
  }

  /** One of them, or null. */
  ExecutorState get(String id) {
    return byId.get(id);
  }

  /** In the order of ids. */
  Collection<ExecutorState> all() {
    return byId.values();
  }

  /** Changes whenever executors have come or gone, and with them the positions. */
  int version() {
    return version;
  }

  void add(ExecutorState executor) {
    byId.put(executor.id, executor);
    byLoad.add(executor);
    count();
  }

  /** Returns whether it was there. */
  boolean remove(String id) {
    ExecutorState gone = byId.remove(id);
    if (gone == null) return false;
    byLoad.remove(gone);
    count();
    if (byLoad.isEmpty()) admitAll();
    return true;
  }

  private void count() {
    version++;
    int position = 0;
    for (ExecutorState executor : byId.values()) executor.position = position++;
  }

  /** Gives an executor more to do, or less. */
  void burden(ExecutorState executor, int tasks) {
    if (tasks == 0) return;
    boolean isAlone = byId.size() == 1;
    boolean isListed = !isAlone && byLoad.remove(executor);
    executor.outstanding += tasks;
    if (isListed) byLoad.add(executor);
  }

  /**
   * The one that has the least to do for its slots; those excluded are not asked. Null if there is
   * none.
   */
  ExecutorState leastBusy() {
    return byLoad.isEmpty() ? null : byLoad.first();
  }

  /** Those that are not excluded, beginning with those that have the least to do. */
  Iterator<ExecutorState> byLoad() {
    return byLoad.iterator();
  }

  /**
   * Another executor has done what this one failed at. After a few times it is left out for a
   * while, unless it is the last; longer each time.
   *
   * @return for how many milliseconds; zero if it is not left out
   */
  long blame(String id, long nowMillis) {
    ExecutorState executor = byId.get(id);
    if (executor == null || ++executor.blames < BLAMES_MAX || byLoad.size() < 2) return 0;
    if (!byLoad.remove(executor)) return 0;
    executor.blames = 0;
    int doublings = Math.min(executor.exclusions++, EXCLUSION_DOUBLINGS_MAX);
    long millis = FIRST_EXCLUSION_MILLIS << doublings;
    executor.excludedUntilMillis = nowMillis + millis;
    return millis;
  }

  /** Those that get tasks, in the order of ids; not to be kept. */
  List<ExecutorState> admitted() {
    return byId.values().stream().filter(byLoad::contains).toList();
  }

  /** How many tasks those that get any can run at a time. */
  int slotCount() {
    int slots = 0;
    for (ExecutorState executor : byLoad) slots += executor.slots;
    return slots;
  }

  /** How many more tasks could begin at once. */
  int freeSlotCount() {
    int free = 0;
    for (ExecutorState executor : byLoad)
      free += Math.max(0, executor.slots - executor.outstanding);
    return free;
  }

  /**
   * One that is to go gets no more tasks, unless there is no other. Returns whether it is there.
   */
  boolean retire(String id) {
    ExecutorState executor = byId.get(id);
    if (executor == null) return false;
    executor.isLeaving = true;
    byLoad.remove(executor);
    return true;
  }

  /** Admits those whose time is over. */
  void passTime(long nowMillis) {
    if (byLoad.size() == byId.size()) return;
    for (ExecutorState executor : byId.values())
      if (!executor.isLeaving && nowMillis >= executor.excludedUntilMillis) byLoad.add(executor);
  }

  private void admitAll() {
    byLoad.addAll(byId.values());
  }
}
