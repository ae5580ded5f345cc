package io.brasa.runtime.memory;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.util.ArrayList;
import java.util.List;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * For how long garbage collections have stopped this process, and when. Hears of each collection as
 * it ends, so that asking costs nothing while there are none; what was before it began to listen
 * counts as if it had been spread evenly. Phases that run beside the program do not count.
 * Thread-safe.
 */
public final class CollectionPauses implements AutoCloseable {
  /** So many of the latest collections are known one by one. */
  private static final int REMEMBERED = 1_024;

  private final RuntimeMXBean process = ManagementFactory.getRuntimeMXBean();
  private final List<NotificationEmitter> collectors = new ArrayList<>();
  private final NotificationListener listener = this::heard;

  // Guarded by this: milliseconds since the process began, of the collections in a ring.
  private final long[] starts = new long[REMEMBERED];
  private final long[] ends = new long[REMEMBERED];
  private long heardCount;
  private long heardMillis;

  /** What is known only as a sum: until then, so long, so many. */
  private long earlierUntil;

  private long earlierMillis;
  private long earlierCount;

  /** Begins to listen; takes some milliseconds the first time in a process. */
  public CollectionPauses() {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (!stops(collector.getName()) || !(collector instanceof NotificationEmitter emitter))
        continue;
      earlierMillis += Math.max(0, collector.getCollectionTime());
      earlierCount += Math.max(0, collector.getCollectionCount());
      emitter.addNotificationListener(listener, null, null);
      collectors.add(emitter);
    }
    earlierUntil = process.getUptime();
  }

  /** Of collectors that mostly run beside the program the JVM tells cycles and pauses apart. */
  private static boolean stops(String collector) {
    return !collector.contains("Cycles") && !collector.contains("Concurrent");
  }

  private void heard(Notification notification, Object nothing) {
    if (!notification
        .getType()
        .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) return;
    CompositeData data = (CompositeData) notification.getUserData();
    GcInfo collection = GarbageCollectionNotificationInfo.from(data).getGcInfo();
    note(collection.getStartTime(), collection.getEndTime());
  }

  synchronized void note(long start, long end) {
    int at = (int) (heardCount++ % REMEMBERED);
    starts[at] = start;
    ends[at] = Math.max(start, end);
    heardMillis += ends[at] - start;
  }

  /** All pauses since the process began, in milliseconds. */
  public synchronized long totalMillis() {
    return earlierMillis + heardMillis;
  }

  /** How many there were. */
  public synchronized long count() {
    return earlierCount + heardCount;
  }

  /** The pauses within the time until now. */
  public long millisWithin(long latestNanos) {
    long now = process.getUptime();
    return millisBetween(now - latestNanos / 1_000_000, now);
  }

  /**
   * @param from milliseconds since the process began
   */
  synchronized long millisBetween(long from, long to) {
    long sum = 0;
    if (from < earlierUntil)
      sum = earlierMillis * (Math.min(to, earlierUntil) - from) / Math.max(1, earlierUntil);
    for (int i = 0; i < Math.min(heardCount, REMEMBERED); i++)
      sum += Math.max(0, Math.min(to, ends[i]) - Math.max(from, starts[i]));
    return sum;
  }

  @Override
  public void close() {
    for (NotificationEmitter collector : collectors) {
      try {
        collector.removeNotificationListener(listener);
      } catch (ListenerNotFoundException isGone) {
        // then it hears nothing more either
      }
    }
  }
}
