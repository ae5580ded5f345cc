package io.brasa.core;

import io.brasa.core.commit.Staging;
import io.brasa.core.task.End;

/** Gives the action that writes a partition of a save. */
public interface Writing {
  /** The action that writes below a staging folder. */
  End.Action into(Staging staging);

  /**
   * The action by which the save is known in all lives of an application: as {@link #into}, without
   * what is by chance, such as names of files that nobody else may have.
   */
  default End.Action identity(Staging staging) {
    return into(staging);
  }
}
