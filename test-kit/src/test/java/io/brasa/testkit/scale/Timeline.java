package io.brasa.testkit.scale;

import java.util.PriorityQueue;

/** What is to happen when, in virtual milliseconds. One thread's. */
final class Timeline {
  private record Entry(double millis, long number, Runnable action) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int order = Double.compare(millis, other.millis);
      return order != 0 ? order : Long.compare(number, other.number);
    }
  }

  private final PriorityQueue<Entry> entries = new PriorityQueue<>();
  private double now;
  private long count;

  double now() {
    return now;
  }

  void after(double millis, Runnable action) {
    entries.add(new Entry(now + millis, count++, action));
  }

  /** Lets the next thing happen; false if there is none. */
  boolean next() {
    Entry entry = entries.poll();
    if (entry == null) return false;
    now = entry.millis();
    entry.action().run();
    return true;
  }
}
