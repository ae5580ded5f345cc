package io.brasa.core.execute;

/** A {@link Master} that can bring more executors, and take some away. Thread-safe. */
public interface Elastic {
  /** From now on the application wants so many executors, all together. Returns at once. */
  void want(int executors);

  /**
   * Takes an executor away that has no tasks and gets none, once what it keeps is with others.
   * Returns at once.
   */
  void giveBack(String executor);
}
