package io.brasa.core.execute;

import java.util.LinkedHashSet;
import java.util.Set;

/** The last groups of which no job may run any more; older ones are forgotten. Thread-safe. */
final class CancelledGroups {
  private static final int REMEMBERED_MAX = 1_000;

  private final Set<String> names = new LinkedHashSet<>();

  synchronized void add(String group) {
    names.add(group);
    if (names.size() > REMEMBERED_MAX) names.remove(names.iterator().next());
  }

  static String reason(String group) {
    return "its group '" + group + "' has been cancelled with its future";
  }

  synchronized boolean contains(String group) {
    return !names.isEmpty() && names.contains(group);
  }
}
