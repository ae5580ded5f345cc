package io.brasa.shell.line;

import java.util.List;

/** What an editor asks about the language of what is typed. Called by its thread alone. */
public interface Language {
  /** Whether Enter ends the input rather than the line. */
  boolean isWhole(String text);

  /** What could stand at the cursor. */
  Completions complete(String text, int cursor);

  /**
   * What is to be told about what stands at the cursor when there is nothing to complete: the
   * signatures of a method that is being called. Empty for nothing.
   *
   * @param isFull whether it is asked for again
   */
  default String explain(String text, int cursor, boolean isFull) {
    return "";
  }

  /** Whether upper and lower case are the same. */
  default boolean ignoresCase() {
    return false;
  }

  /**
   * @param from where in the text the word begins that {@code proposals} would replace
   */
  record Completions(int from, List<Proposal> proposals) {}

  /**
   * @param group the heading under which it is listed
   * @param isEnded whether a blank comes behind it
   */
  record Proposal(String text, String group, boolean isEnded) {}
}
