package io.brasa.core.operation;

import io.brasa.core.lineage.Source;
import io.brasa.core.lineage.TaskContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** A list of the driver's, cut into slices of nearly equal length. */
public final class ParallelSource implements Source {
  private static final long serialVersionUID = 1L;

  private final transient List<List<Object>> slices;

  /**
   * @param elements copied now; elements that can change are copied when a task reads them
   */
  public ParallelSource(List<?> elements, int sliceCount) {
    Object[] all = elements.toArray();
    slices = new ArrayList<>(sliceCount);
    for (int i = 0; i < sliceCount; i++) {
      int from = (int) ((long) all.length * i / sliceCount);
      int to = (int) ((long) all.length * (i + 1) / sliceCount);
      // Lists over arrays of their own: views of views would show in the time of each record.
      slices.add(Arrays.asList(Arrays.copyOfRange(all, from, to, Object[].class)));
    }
  }

  @Override
  public String name() {
    return "parallelize";
  }

  @Override
  public List<?> splits() {
    return slices;
  }

  @Override
  public Iterator<?> open(Object split, TaskContext context) {
    return new Elements(((List<?>) split).iterator(), context);
  }

  /** Counts the elements, all at once when they end: a counter for each would show in the time. */
  private static final class Elements implements Iterator<Object>, AutoCloseable {
    private final Iterator<?> elements;
    private final TaskContext context;
    private long count;

    Elements(Iterator<?> elements, TaskContext context) {
      this.elements = elements;
      this.context = context;
    }

    @Override
    public boolean hasNext() {
      if (elements.hasNext()) return true;
      report();
      return false;
    }

    @Override
    public Object next() {
      count++;
      return context.handOver(elements.next());
    }

    private void report() {
      context.countInput(count, 0);
      count = 0;
    }

    @Override
    public void close() {
      report();
    }
  }
}
