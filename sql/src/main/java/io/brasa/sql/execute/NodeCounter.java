package io.brasa.sql.execute;

import io.brasa.core.BrasaContext;

/** Where the counts of one analysed run come together. */
public final class NodeCounter {
  private final NodeCounts counts;

  public NodeCounter(BrasaContext context) {
    counts = context.register(new NodeCounts());
  }

  NodeCounts counts() {
    return counts;
  }
}
