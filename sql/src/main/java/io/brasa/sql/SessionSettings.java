package io.brasa.sql;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.Nearest;
import io.brasa.sql.error.QueryErrors;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of a session.
 *
 * @param partitions {@code sql.partitions}: how many partitions exchanges divide rows into, small
 *     ones being read together; zero means four for each slot
 * @param broadcastBytes {@code sql.broadcast}: what an input of a join may have at most for all
 *     tasks to read all of it, with k, m or g; 64m
 * @param operatorBytes {@code sql.operator.memory}: what the operators of a task may hold together;
 *     zero means as much as there is
 * @param isAnsi {@code sql.ansi}: whether overflows and impossible casts are errors; else they give
 *     null; true
 * @param zone {@code sql.zone}: the time zone; the system's
 * @param ignoresCorruptFiles {@code sql.files.ignoreCorruptFiles}: whether tables of files are read
 *     without those that are damaged, unless an option of the table says otherwise; false
 * @param ignoresMissingFiles {@code sql.files.ignoreMissingFiles}: as above, without those that
 *     have gone since the table was opened; false
 * @param warehouse {@code sql.warehouse}: the folder of the catalog and its tables, fixed when the
 *     session begins; {@code brasa-warehouse} in the working folder
 * @param retentionSeconds {@code sql.warehouse.retention}: how long files stay that a table has no
 *     more, for queries that read what was before, in seconds; 3600
 * @param overwritesDynamically {@code sql.partitionOverwriteMode}: {@code dynamic} if overwriting
 *     replaces just the partitions that rows come for, {@code static} if all that the statement
 *     does not exclude
 */
record SessionSettings(
    int partitions,
    long broadcastBytes,
    long operatorBytes,
    boolean isAnsi,
    ZoneId zone,
    boolean ignoresCorruptFiles,
    boolean ignoresMissingFiles,
    String warehouse,
    int retentionSeconds,
    boolean overwritesDynamically) {
  static final String PREFIX = "sql.";
  static final String WAREHOUSE = "sql.warehouse";
  static final String RETENTION = "sql.warehouse.retention";
  static final String OVERWRITE_MODE = "sql.partitionOverwriteMode";
  static final String IGNORE_CORRUPT = "sql.files.ignoreCorruptFiles";
  static final String IGNORE_MISSING = "sql.files.ignoreMissingFiles";

  /** Fails with {@code SETTING_INVALID} on a name or value that is not understood. */
  static SessionSettings of(Map<String, String> given) {
    Map<String, String> values = new TreeMap<>(given);
    SessionSettings settings =
        new SessionSettings(
            (int) bytes("sql.partitions", values.remove("sql.partitions"), 0),
            bytes("sql.broadcast", values.remove("sql.broadcast"), 64L << 20),
            bytes("sql.operator.memory", values.remove("sql.operator.memory"), 0),
            truth("sql.ansi", values.remove("sql.ansi"), true),
            zone(values.remove("sql.zone")),
            truth(IGNORE_CORRUPT, values.remove(IGNORE_CORRUPT), false),
            truth(IGNORE_MISSING, values.remove(IGNORE_MISSING), false),
            values.getOrDefault(WAREHOUSE, "brasa-warehouse"),
            (int) Math.min(bytes(RETENTION, values.remove(RETENTION), 3600), Integer.MAX_VALUE),
            isDynamic(values.remove(OVERWRITE_MODE)));
    values.remove(WAREHOUSE);
    for (String name : values.keySet()) throw unknown(name, values.get(name));
    return settings;
  }

  private static EngineException unknown(String name, String value) {
    List<String> known =
        List.of(
            "sql.partitions",
            "sql.broadcast",
            "sql.operator.memory",
            "sql.ansi",
            "sql.zone",
            IGNORE_CORRUPT,
            IGNORE_MISSING,
            WAREHOUSE,
            RETENTION,
            OVERWRITE_MODE);
    return new EngineException(
        CoreError.SETTING_INVALID,
        "There is no setting " + name + ", which was to be '" + value + "'",
        QueryErrors.perhaps(Nearest.of(name, known, 2), "There are " + String.join(", ", known)));
  }

  private static long bytes(String name, String text, long otherwise) {
    if (text == null) return otherwise;
    String number = text.toLowerCase(Locale.ROOT);
    int shift =
        switch (number.isEmpty() ? ' ' : number.charAt(number.length() - 1)) {
          case 'k' -> 10;
          case 'm' -> 20;
          case 'g' -> 30;
          default -> 0;
        };
    try {
      long value = Long.parseLong(shift == 0 ? number : number.substring(0, number.length() - 1));
      if (value >= 0) return value << shift;
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw invalid(name, text, "a whole number, perhaps with k, m or g");
  }

  private static boolean truth(String name, String text, boolean otherwise) {
    if (text == null) return otherwise;
    if (text.equals("true")) return true;
    if (text.equals("false")) return false;
    throw invalid(name, text, "true or false");
  }

  static boolean isDynamic(String text) {
    if (text == null || text.equalsIgnoreCase("static")) return false;
    if (text.equalsIgnoreCase("dynamic")) return true;
    throw invalid(OVERWRITE_MODE, text, "static or dynamic");
  }

  private static ZoneId zone(String text) {
    try {
      return text == null ? ZoneId.systemDefault() : ZoneId.of(text);
    } catch (DateTimeException e) {
      throw invalid("sql.zone", text, "a time zone such as Europe/Berlin");
    }
  }

  private static EngineException invalid(String name, String value, String wanted) {
    return new EngineException(
        CoreError.SETTING_INVALID,
        "The setting " + name + " = '" + value + "' is not understood",
        "Give " + wanted);
  }
}
