package io.brasa.columnar.source;

import java.io.Serializable;
import java.util.List;

/** A piece of a source that one task reads: a record of what the source needs to find it. */
public interface Split extends Serializable {
  /** Roughly how many bytes will be read; small splits share a task, large ones come first. */
  long sizeBytes();

  /** Where it is read best; empty when it does not matter. */
  default List<String> preferredHosts() {
    return List.of();
  }
}
