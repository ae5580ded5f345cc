package io.brasa.sql.operator.join;

import io.brasa.runtime.environment.Await;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.physical.SharedCell;

/**
 * The table that all tasks of a join in a process read: one of them makes it, the others wait for
 * it, but no longer than half a minute, after which they make their own. If it does not fit into
 * memory each task makes do by itself. What a task of another attempt at the stage has left is
 * nobody's.
 */
final class SharedTable {
  private static final long WAIT_MILLIS = 5;
  private static final int MOST_WAITS = 6_000;

  private final SharedCell cell;
  private final OperatorContext context;

  /** What is known of all built rows together. */
  record Facts(boolean isEmpty, boolean hasNullKey) {}

  /**
   * What a task leaves for others.
   *
   * @param table null if it did not fit into memory
   */
  record Content(int stageAttempt, BuildTable table, Facts facts) {}

  SharedTable(SharedCell cell, OperatorContext context) {
    this.cell = cell;
    this.context = context;
  }

  /** What is there; null if the asker has to build, which it {@linkplain #end ends} in any case. */
  Content take() {
    if (content() == null && !cell.claim(this)) await();
    Content content = content();
    if (content != null) cell.release(this);
    return content == null || content.table == null ? null : content;
  }

  /** Ends when something is there, or it is for this task to make it, or it takes too long. */
  private void await() {
    Await await = context.task().environment().newAwait();
    try {
      for (int i = 0; i < MOST_WAITS; i++) {
        context.checkCancelled();
        if (await.until(() -> content() != null || cell.claim(this), WAIT_MILLIS)) return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      context.checkCancelled();
    }
  }

  private Content content() {
    return cell.get() instanceof Content content
            && content.stageAttempt == context.task().stageAttempt()
        ? content
        : null;
  }

  /**
   * Leaves what was built to others.
   *
   * @param table null if it did not fit into memory
   */
  void put(BuildTable table, Facts facts) {
    cell.put(new Content(context.task().stageAttempt(), table, facts));
  }

  /** The asker builds no longer. */
  void end() {
    cell.release(this);
  }
}
