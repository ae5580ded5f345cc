package io.brasa.columnar.source;

import java.util.ArrayList;
import java.util.List;

/** Has looks taken on behalf of a provider that opens a table. Thread-safe. */
public interface Looking {
  /** What there is in each piece, in their order; perhaps by many threads, perhaps remembered. */
  <R> List<R> at(List<? extends Split> splits, Look<R> look);

  /** By the thread that asks, one piece after the other. */
  static Looking here(SourceContext context) {
    return new Looking() {
      @Override
      public <R> List<R> at(List<? extends Split> splits, Look<R> look) {
        List<R> found = new ArrayList<>(splits.size());
        for (Split split : splits) found.add(look.at(split, context));
        return found;
      }
    };
  }
}
