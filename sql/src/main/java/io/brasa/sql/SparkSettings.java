package io.brasa.sql;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import java.util.Locale;
import java.util.Map;

/** What settings are called here that people know from Spark: they are told, not taken. */
final class SparkSettings {
  private static final Map<String, String> NAMES =
      Map.of(
          "spark.sql.ansi.enabled",
          "sql.ansi",
          "spark.sql.session.timezone",
          "sql.zone",
          "spark.sql.shuffle.partitions",
          "sql.partitions",
          "spark.sql.autobroadcastjointhreshold",
          "sql.broadcast",
          "spark.sql.warehouse.dir",
          SessionSettings.WAREHOUSE,
          "spark.sql.files.ignorecorruptfiles",
          SessionSettings.IGNORE_CORRUPT,
          "spark.sql.files.ignoremissingfiles",
          SessionSettings.IGNORE_MISSING,
          "spark.sql.sources.partitionoverwritemode",
          SessionSettings.OVERWRITE_MODE);

  private SparkSettings() {}

  /** Fails with {@code SETTING_INVALID} on a name of Spark's, naming what is meant if there is. */
  static void refuse(String name) {
    if (!name.startsWith("spark.")) return;
    String here = NAMES.get(name.toLowerCase(Locale.ROOT));
    throw new EngineException(
        CoreError.SETTING_INVALID,
        "There is no setting " + name + ": Spark's names are not those of this engine",
        here != null
            ? "Use " + here
            : "Leave it out, or look for what it does among the settings of the guide");
  }
}
