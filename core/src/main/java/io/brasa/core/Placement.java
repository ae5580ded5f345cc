package io.brasa.core;

/**
 * How what a save has made comes to its place, where that takes more than the one step of core's
 * commit: it is saved into a folder beside its target first, whole or not at all, and then put
 * there. With a journal another driver goes on with what one has begun to put.
 */
public interface Placement {
  /** Where it is to be in the end. */
  String target();

  /** The folder that is saved into; the target itself if that is all. Always the same. */
  String folder();

  /**
   * Puts what lies in a folder, which {@link #folder} was in this life or an earlier one, to the
   * target. Does what is left to do, which may be nothing; another process may be doing the same.
   */
  void place(String folder);

  /** Takes back what was put of a folder, and deletes it. */
  void withdraw(String folder);
}
