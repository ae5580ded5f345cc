package io.brasa.cluster.master;

import java.util.LinkedHashSet;
import java.util.Set;

/** What one event has changed: what is to be decided and told in its end. */
final class Changes {
  /** Whose resources have grown. */
  final Set<WorkerRecord> freed = new LinkedHashSet<>();

  /** Who wants more. */
  final Set<ApplicationRecord> hungry = new LinkedHashSet<>();

  /** Whose state is another. */
  final Set<ApplicationRecord> touched = new LinkedHashSet<>();

  void clear() {
    freed.clear();
    hungry.clear();
    touched.clear();
  }
}
