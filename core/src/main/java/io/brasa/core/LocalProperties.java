package io.brasa.core;

import io.brasa.core.execute.JobLabels;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a thread of the program says of the jobs that it will submit. Threads that it starts inherit
 * what it has said so far, as programs written for Spark expect; threads of a pool keep what they
 * inherited when they were made. Nothing in the engine reads these but the submission of a job,
 * which makes {@link JobLabels} of them. Thread-safe.
 */
final class LocalProperties {
  static final String GROUP = "job.group";
  static final String DESCRIPTION = "job.description";
  static final String INTERRUPT = "job.interruptOnCancel";
  static final String TAGS = "job.tags";
  static final String POOL = "scheduler.pool";
  static final String SITE = "job.callSite";

  /** The number of the query that the thread runs, as the engine's modules say. */
  static final String QUERY = "query";

  /** The names that programs written for Spark use. */
  private static final Map<String, String> SPARKS =
      Map.of(
          "spark.jobGroup.id",
          GROUP,
          "spark.job.description",
          DESCRIPTION,
          "spark.job.interruptOnCancel",
          INTERRUPT,
          "spark.job.tags",
          TAGS,
          "spark.scheduler.pool",
          POOL,
          "callSite.short",
          SITE);

  /** The map is never changed, so that threads may share it. */
  private final InheritableThreadLocal<Map<String, String>> own = new InheritableThreadLocal<>();

  private Map<String, String> all() {
    Map<String, String> known = own.get();
    return known == null ? Map.of() : known;
  }

  /** Sets a property of this thread; null removes it. */
  void set(String name, String value) {
    Map<String, String> changed = new TreeMap<>(all());
    String key = SPARKS.getOrDefault(name, name);
    if (value == null) changed.remove(key);
    else changed.put(key, value);
    if (changed.isEmpty()) own.remove();
    else own.set(changed);
  }

  /** Null if it is not set. */
  String get(String name) {
    return all().get(SPARKS.getOrDefault(name, name));
  }

  Set<String> tags() {
    String text = all().getOrDefault(TAGS, "");
    Set<String> tags = new TreeSet<>();
    for (int from = 0; from < text.length(); ) {
      int end = text.indexOf(',', from);
      if (end < 0) end = text.length();
      if (end > from) tags.add(text.substring(from, end));
      from = end + 1;
    }
    return tags;
  }

  void setTags(Set<String> tags) {
    set(TAGS, tags.isEmpty() ? null : String.join(",", tags));
  }

  /** What this thread says of a job that it submits now. */
  JobLabels labels() {
    Map<String, String> said = all();
    if (said.isEmpty()) return JobLabels.NONE;
    return new JobLabels(
        said.getOrDefault(GROUP, ""),
        said.getOrDefault(DESCRIPTION, ""),
        tags(),
        said.getOrDefault(POOL, ""),
        said.getOrDefault(SITE, ""),
        Boolean.parseBoolean(said.getOrDefault(INTERRUPT, "false")),
        Long.parseLong(said.getOrDefault(QUERY, "0")));
  }
}
