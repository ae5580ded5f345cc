package io.brasa.columnar.source;

import java.util.Optional;

/** A source that knows something of its rows without reading them. */
public interface HasStatistics {
  /** Empty if looking would cost more than it is worth. */
  Optional<TableStatistics> statistics(SourceContext context);
}
