package io.brasa.core.commit;

/** Tells whose a staging folder is, and whether its owner still lives. Thread-safe. */
public interface Ownership {
  /** The owner that this process is: letters, digits, {@code -}, {@code .} and {@code _}. */
  String self();

  /**
   * Whether the owner is certainly gone. When in doubt the answer is no: a hidden folder is left,
   * which harms nobody.
   */
  boolean isDead(String owner);
}
