package io.brasa.testkit.scale;

import java.util.random.RandomGenerator;

/**
 * How large a world is.
 *
 * @param tasks of each stage
 * @param blows how many misfortunes at most
 */
record Scale(int executors, int slots, int stages, int tasks, int blows) {
  /** Small, and different with each seed. */
  static Scale small(RandomGenerator chance) {
    return new Scale(
        5 + chance.nextInt(40),
        1 + chance.nextInt(3),
        2 + chance.nextInt(4),
        20 + chance.nextInt(200),
        10);
  }

  /** A thousand executors and a million tasks. */
  static Scale large() {
    return new Scale(1_000, 4, 10, 100_000, 30);
  }
}
