package io.brasa.core.shuffle;

/**
 * Takes the records of one map attempt. Belongs to the task's thread. Ends with exactly one of {@link #finish} and {@link
 * #abort}; abort after either does nothing.
 */
public abstract class ShuffleWriter {
  /** Takes a record; key and value may be null, and may be changed by the caller after this call. */
  public abstract void write(Object key, Object value);

  /**
   * Makes the output readable in the {@link MapOutputStore} that opened this writer. When the same attempt has finished
   * there before, that output stays and is returned.
   */
  public abstract MapOutput finish();

  /** Forgets everything written and deletes its files. */
  public abstract void abort();
}
