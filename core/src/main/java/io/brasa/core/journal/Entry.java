package io.brasa.core.journal;

import java.util.List;

/**
 * What a journal says. A new kind is added only at the end, and a record gains components only at
 * its end.
 */
sealed interface Entry {
  /** The first one. */
  record Begun(String application, long epoch) implements Entry {}

  /**
   * A stage of which a partition is about to count.
   *
   * @param isResult whether what counts is in the reports alone
   */
  record Stage(long stage, String fingerprint, int partitionCount, boolean isResult)
      implements Entry {}

  /** Who serves the map outputs of an executor, also when it is gone. */
  record Served(String executor, String host, int port) implements Entry {}

  /**
   * A partition of a stage counts.
   *
   * @param attempt less than zero if what it had written is gone; in what was taken over
   * @param report what its task has reported, encoded by whoever appends; empty if it has been
   *     rolled back, and only its checksum is of use
   */
  record Won(long stage, int partition, int attempt, String executor, long checksum, byte[] report)
      implements Entry {}

  /** Nothing counts any more of what has counted of a stage. */
  record RolledBack(long stage) implements Entry {}

  /** The outputs of a stage are deleted: no dataset reads them. */
  record Forgotten(long stage) implements Entry {}

  /** Nobody has the map outputs of these executors. */
  record OutputsLost(List<String> executors) implements Entry {
    public OutputsLost {
      executors = List.copyOf(executors);
    }
  }

  /**
   * A save is about to make its staging folder.
   *
   * @param work what is saved: the same in all lives of the application
   * @param folder where it goes, as the program said
   */
  record SaveBegan(String work, String folder, String staging) implements Entry {}

  /** What a save consists of; it is published at once, or when another driver comes. */
  record SaveDecided(String work, String folder, byte[] manifest) implements Entry {}

  /** All that was taken over from an earlier driver comes before. */
  record Whole() implements Entry {}

  /** What the driver found outside, which later lives are to find as well. */
  record Noted(String name, long value) implements Entry {}

  /** What a decided save consists of lies whole in its folder, and begins to be put to a target. */
  record SavePlaced(String work, String target) implements Entry {}

  /** What a decided save consists of is taken away again: nobody is told of a success. */
  record SaveWithdrawn(String work) implements Entry {}
}
