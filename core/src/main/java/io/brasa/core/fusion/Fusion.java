package io.brasa.core.fusion;

import static java.util.Objects.requireNonNull;

import io.brasa.core.lineage.Link;
import io.brasa.core.lineage.TaskContext;
import java.util.Iterator;
import java.util.List;

/** Opens the chains of one task, and notes which of them had to do without a kernel. */
public final class Fusion {
  private final Kernels kernels;
  private final TaskContext context;
  private int fallbackCount;
  private String fallbackReason = "";

  public Fusion(Kernels kernels, TaskContext context) {
    this.kernels = requireNonNull(kernels);
    this.context = requireNonNull(context);
  }

  /**
   * @param links in the order in which elements pass them
   */
  public Chain open(Iterator<?> source, List<Link> links) {
    return new Chain(source, links, this);
  }

  /** Gives all records to a sink. What a function has begun to pull goes on being pulled. */
  public void push(Iterator<?> records, Sink sink) throws Exception {
    boolean isUntouched = records instanceof Chain known && !known.isPulled();
    Chain chain = isUntouched ? (Chain) records : open(records, List.of());
    chain.pushInto(sink);
  }

  Kernels kernels() {
    return kernels;
  }

  TaskContext context() {
    return context;
  }

  void noteFallback(String reason) {
    if (fallbackCount++ == 0) fallbackReason = reason;
  }

  /** How many chains were interpreted although a kernel would have been worthwhile. */
  public int fallbackCount() {
    return fallbackCount;
  }

  /** Why the first of them was; empty if there is none. */
  public String fallbackReason() {
    return fallbackReason;
  }
}
