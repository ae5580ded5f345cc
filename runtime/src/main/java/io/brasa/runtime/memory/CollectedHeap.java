package io.brasa.runtime.memory;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What the JVM's collectors left over. Only pools of old objects count: those of young ones are
 * full of what is just being worked on. After a concurrent or mixed collection the figure still
 * holds some garbage, so it is an upper bound, which what is in use now bounds again.
 */
final class CollectedHeap implements LiveHeap {
  private List<MemoryPoolMXBean> pools;
  private long lastLeft;
  private long lastTold;

  @Override
  public synchronized OptionalLong newlyKnownBytes() {
    if (pools == null) pools = oldPools();
    long left = 0;
    for (MemoryPoolMXBean pool : pools) {
      MemoryUsage usage = pool.getCollectionUsage();
      if (usage != null) left += usage.getUsed();
    }
    Runtime runtime = Runtime.getRuntime();
    long bound = Math.min(left, runtime.totalMemory() - runtime.freeMemory());
    if (left == 0 || left == lastLeft && bound >= lastTold) return OptionalLong.empty();
    lastLeft = left;
    lastTold = bound;
    return OptionalLong.of(bound);
  }

  private static List<MemoryPoolMXBean> oldPools() {
    List<MemoryPoolMXBean> found = new ArrayList<>();
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP && isOld(pool.getName())) found.add(pool);
    }
    return found;
  }

  /** The one pool of collectors without generations holds old objects, too. */
  private static boolean isOld(String pool) {
    return !pool.contains("Eden") && !pool.contains("Survivor") && !pool.contains("Young");
  }
}
