package io.brasa.columnar.source;

import java.util.List;

/** A source whose rows lie apart by the values of some columns, as in folders {@code day=1}. */
public interface PartitionedSource {
  /** The places of these columns in the schema, outermost first. */
  List<Integer> partitionColumns();
}
