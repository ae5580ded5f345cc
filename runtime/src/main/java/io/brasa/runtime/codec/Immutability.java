package io.brasa.runtime.codec;

/** What a class says about changes of its values; from the strongest to the weakest. */
enum Immutability {
  /** No value of the class can change, nor anything it reaches. */
  ALWAYS,
  /** The value itself cannot change, but what it reaches has to be asked. */
  BY_PARTS,
  /** Values of the class can change. */
  NEVER;

  /** What holds for a value made of two parts. */
  Immutability and(Immutability other) {
    return ordinal() > other.ordinal() ? this : other;
  }
}
