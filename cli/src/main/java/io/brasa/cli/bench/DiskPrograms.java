package io.brasa.cli.bench;

import io.brasa.core.BrasaContext;
import io.brasa.core.RDD;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** What keeping a dataset is worth: one query of it kept, and the same from its file. */
final class DiskPrograms {
  private static final String SEARCH = "mysql";
  private static final int QUERIES = 5;

  private DiskPrograms() {}

  /**
   * The details tell the seconds with the file neither in our memory nor in the system's, with the
   * file in the system's memory, and the median of those with the messages kept.
   *
   * @param dropPageCache makes the system forget its files; false when it may not
   */
  static String keptAndFromDisk(
      BrasaContext brasa, String log, Map<String, Object> details, BooleanSupplier dropPageCache) {
    RDD<String> messages =
        brasa
            .textFile(log)
            .filter(line -> line.startsWith("ERROR"))
            .map(line -> line.split("\t")[2]);
    details.put("page_cache_dropped", dropPageCache.getAsBoolean());
    long hits = query(messages, "from_disk_s", details);
    long again = query(messages, "from_page_cache_s", details);
    messages.cache();
    long kept = query(messages, "load_and_first_query_s", details);
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < QUERIES; i++) {
      long started = System.nanoTime();
      kept = count(messages);
      seconds.add(Measurement.secondsSince(started));
    }
    details.put("kept_s", Json.round(Measurement.median(seconds)));
    messages.unpersist();
    return hits + " " + again + " " + kept;
  }

  private static long query(RDD<String> messages, String name, Map<String, Object> details) {
    long started = System.nanoTime();
    long hits = count(messages);
    details.put(name, Json.round(Measurement.secondsSince(started)));
    return hits;
  }

  private static long count(RDD<String> messages) {
    return messages.filter(message -> message.contains(SEARCH)).count();
  }
}
