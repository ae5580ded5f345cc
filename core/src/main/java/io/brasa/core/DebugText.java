package io.brasa.core;

import io.brasa.core.lineage.Dependency;
import io.brasa.core.lineage.Lineage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** A lineage as text, one dataset a line. */
final class DebugText {
  private record Entry(Lineage<?> lineage, int depth) {}

  private DebugText() {}

  static String of(Lineage<?> last) {
    StringBuilder text = new StringBuilder();
    Deque<Entry> open = new ArrayDeque<>();
    Set<Long> seen = new HashSet<>();
    open.push(new Entry(last, 0));
    while (!open.isEmpty()) {
      Entry entry = open.pop();
      Lineage<?> lineage = entry.lineage;
      text.append("  ".repeat(entry.depth))
          .append('(')
          .append(lineage.partitionCount())
          .append(") ")
          .append(lineage);
      if (lineage.storageLevel().isKept()) text.append(" [kept]");
      if (!seen.add(lineage.id())) {
        text.append(" (see above)\n");
        continue;
      }
      text.append('\n');
      for (Dependency dependency : lineage.dependencies().reversed()) {
        boolean isWide = dependency instanceof Dependency.Shuffle;
        open.push(new Entry(dependency.parent(), entry.depth + (isWide ? 1 : 0)));
      }
    }
    return text.toString();
  }
}
