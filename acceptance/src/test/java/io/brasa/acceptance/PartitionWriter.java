package io.brasa.acceptance;

import io.brasa.core.BrasaContext;
import io.brasa.sql.BrasaSession;
import io.brasa.sql.DataFrame;

/** A process that overwrites partitions of a folder until it is killed. */
final class PartitionWriter {
  static final int PARTITIONS = 12;

  private PartitionWriter() {}

  /**
   * @param arguments the folder, and the number of the first generation of rows
   */
  public static void main(String[] arguments) {
    try (BrasaSession session =
        BrasaSession.builder(BrasaContext.builder()).master("local[1]").getOrCreate()) {
      for (long generation = Long.parseLong(arguments[1]); ; generation++) {
        rows(session, generation)
            .write()
            .mode("overwrite")
            .option("partitionOverwriteMode", "dynamic")
            .partitionBy("p")
            .csv(arguments[0]);
        System.out.println(generation);
      }
    }
  }

  /** Three rows for each of the partitions. */
  static DataFrame rows(BrasaSession session, long generation) {
    return session.sql(
        "SELECT %d AS g, id %% %d AS p FROM range(%d)"
            .formatted(generation, PARTITIONS, 3 * PARTITIONS));
  }
}
