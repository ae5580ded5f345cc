package io.brasa.testkit.scale;

import java.util.function.LongFunction;

/** As a program for bugs' worlds: a small world for each seed. */
final class SchedulerRun implements LongFunction<String> {
  @Override
  public String apply(long seed) {
    try {
      return new SchedulerWorld(seed, null).run();
    } catch (RuntimeException failure) {
      return failure.toString();
    }
  }
}
