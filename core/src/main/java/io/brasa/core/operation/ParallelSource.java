package io.brasa.core.operation;

import io.brasa.core.lineage.Source;
import io.brasa.core.lineage.TaskContext;
import java.util.ArrayList;
import java.util.Collections;
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
    List<Object> all = Collections.unmodifiableList(new ArrayList<>(elements));
    slices = new ArrayList<>(sliceCount);
    for (int i = 0; i < sliceCount; i++) {
      int from = (int) ((long) all.size() * i / sliceCount);
      int to = (int) ((long) all.size() * (i + 1) / sliceCount);
      slices.add(all.subList(from, to));
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
    Iterator<?> elements = ((List<?>) split).iterator();
    return new Iterator<Object>() {
      @Override
      public boolean hasNext() {
        return elements.hasNext();
      }

      @Override
      public Object next() {
        context.countInput(1, 0);
        return context.handOver(elements.next());
      }
    };
  }
}
