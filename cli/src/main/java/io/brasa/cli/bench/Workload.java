package io.brasa.cli.bench;

import java.util.Map;

/** A program to measure. */
@FunctionalInterface
interface Workload {
  /**
   * Does all of its work once.
   *
   * @param details takes further figures of this repetition
   * @return a checksum of the result, the same for every engine
   */
  String run(Map<String, Object> details) throws Exception;
}
