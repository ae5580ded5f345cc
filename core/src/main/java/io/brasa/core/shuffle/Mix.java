package io.brasa.core.shuffle;

/** Mixing of 64-bit words: the finaliser of SplitMix64 with Stafford's constants (variant 13). */
final class Mix {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Mix() {}

  static long mix(long word) {
    long mixed = word + GOLDEN;
    mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }

  /**
   * Of a sequence: the order of the arguments counts. The factor is large and odd, so that small
   * differences of one cannot make up for small differences of the other.
   */
  static long mix(long state, long word) {
    return mix(state * 0xD1342543DE82EF95L + word);
  }
}
