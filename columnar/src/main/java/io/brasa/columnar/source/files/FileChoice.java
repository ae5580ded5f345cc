package io.brasa.columnar.source.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brasa.columnar.text.TimePatterns;
import io.brasa.columnar.text.TimeText;
import io.brasa.runtime.storage.Globs;
import io.brasa.runtime.storage.StoredFile;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Which of the files that paths name belong to a table, by Spark's names of options.
 *
 * @param pattern {@code pathGlobFilter}: what names of files must match; empty for any
 * @param afterMillis {@code modifiedAfter}: the file was written later
 * @param beforeMillis {@code modifiedBefore}: the file was written earlier
 */
record FileChoice(String pattern, long afterMillis, long beforeMillis) {
  static FileChoice of(FormatOptions options) {
    return new FileChoice(
        options.text("pathGlobFilter", ""),
        millis(options, "modifiedAfter", Long.MIN_VALUE),
        millis(options, "modifiedBefore", Long.MAX_VALUE));
  }

  /** A time that names no zone is one of this process's. */
  private static long millis(FormatOptions options, String name, long otherwise) {
    Optional<String> text = options.text(name);
    if (text.isEmpty()) return otherwise;
    byte[] bytes = text.get().trim().getBytes(UTF_8);
    TimeText times = new TimeText(ZoneId.systemDefault(), TimePatterns.USUAL);
    if (!times.parseTimestamp(bytes, 0, bytes.length))
      throw options.wrong(name, "a time such as 2026-01-31T12:00:00");
    return Math.floorDiv(times.micros, 1_000);
  }

  boolean takes(StoredFile file) {
    return file.modifiedMillis() > afterMillis
        && file.modifiedMillis() < beforeMillis
        && (pattern.isEmpty()
            || Globs.matches(pattern, file.path().substring(file.path().lastIndexOf('/') + 1)));
  }
}
