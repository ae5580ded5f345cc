package io.brasa.cluster.protocol;

import io.brasa.cluster.launch.SameResults;
import java.util.Map;

/** What results depend on besides data, as it travels: by name, so that more can be added. */
public final class ResultSettings {
  private static final String ZONE = "zone";
  private static final String LANGUAGE = "language";
  private static final String COUNTRY = "country";
  private static final String ENCODING = "encoding";

  private ResultSettings() {}

  public static Map<String, String> write(SameResults results) {
    return Map.of(
        ZONE,
        results.timeZone(),
        LANGUAGE,
        results.language(),
        COUNTRY,
        results.country(),
        ENCODING,
        results.fileEncoding());
  }

  /** Fails with {@code IllegalArgumentException} on values that nothing sends. */
  public static SameResults read(Map<String, String> byName) {
    return new SameResults(
        byName.getOrDefault(ZONE, "UTC"),
        byName.getOrDefault(LANGUAGE, ""),
        byName.getOrDefault(COUNTRY, ""),
        byName.getOrDefault(ENCODING, "UTF-8"));
  }
}
