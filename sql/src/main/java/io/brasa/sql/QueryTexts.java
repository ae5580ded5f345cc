package io.brasa.sql;

import io.brasa.sql.logical.LogicalPlan;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The texts of the latest queries, for people who look at what runs. Programs go on with what a
 * text gave: the text is found below what they put above it. Thread-safe.
 */
final class QueryTexts {
  private static final int REMEMBERED = 64;

  private record Said(WeakReference<LogicalPlan> plan, String text) {}

  private final Deque<Said> latest = new ArrayDeque<>();

  synchronized void note(LogicalPlan plan, String text) {
    latest.addFirst(new Said(new WeakReference<>(plan), text.strip()));
    if (latest.size() > REMEMBERED) latest.removeLast();
  }

  /** Empty if none is known. */
  synchronized String of(LogicalPlan plan) {
    LogicalPlan at = plan;
    while (true) {
      for (Iterator<Said> each = latest.iterator(); each.hasNext(); ) {
        Said said = each.next();
        if (said.plan.get() == at) return said.text;
        if (said.plan.get() == null) each.remove();
      }
      List<LogicalPlan> children = at.children();
      if (children.size() != 1) return "";
      at = children.getFirst();
    }
  }
}
