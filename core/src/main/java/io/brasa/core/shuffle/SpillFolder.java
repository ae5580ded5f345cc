package io.brasa.core.shuffle;

import static java.util.Objects.requireNonNull;

/**
 * Where one attempt of a task puts aside what does not fit into memory. Few tasks ever do, so that
 * its path is made when it is asked for.
 *
 * @param parent holds the folders of all attempts of this process
 */
public record SpillFolder(String parent, long stage, int partition, int attempt) {
  public SpillFolder {
    requireNonNull(parent);
  }

  public String path() {
    return parent + "/spill/" + name();
  }

  /** Whether something of that path lies in it. */
  public boolean holds(String path) {
    return path.startsWith(path() + "/");
  }

  private String name() {
    return Long.toHexString(stage) + "-" + partition + "-" + attempt;
  }

  /** Names the attempt, as reports of memory do. */
  @Override
  public String toString() {
    return "task " + name();
  }
}
