package io.brasa.sql.catalog.warehouse;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brasa.runtime.error.EngineException;
import io.brasa.sql.catalog.warehouse.VersionLog.Commit;
import io.brasa.sql.error.SqlError;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.CRC32C;

/**
 * Commits as bytes; the package says how they look.
 *
 * @param encoder a value as maps, lists, texts, numbers and truths
 * @param decoder the value again
 */
record CommitForm<T>(Function<T, Object> encoder, Function<Json.Fields, T> decoder) {
  private static final String FIRST = "brasa-catalog 1\n";
  private static final String LAST = "crc32c ";
  private static final int LAST_LENGTH = LAST.length() + 8 + 1;

  byte[] encode(Commit<T> commit) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("commit", commit.recent().getFirst());
    fields.put("recent", commit.recent());
    fields.put("content", encoder.apply(commit.value()));
    byte[] body = (FIRST + Json.write(fields) + "\n").getBytes(UTF_8);
    byte[] end = (LAST + checksum(body, body.length) + "\n").getBytes(UTF_8);
    byte[] all = java.util.Arrays.copyOf(body, body.length + end.length);
    System.arraycopy(end, 0, all, body.length, end.length);
    return all;
  }

  /** Fails with {@code CATALOG_DAMAGED}: what was committed is never passed over in silence. */
  Commit<T> decode(long number, byte[] bytes, String path) {
    int end = bytes.length - LAST_LENGTH;
    String first = new String(bytes, 0, Math.min(FIRST.length(), bytes.length), UTF_8);
    if (end < 0 || !first.equals(FIRST)) {
      boolean isLater = first.startsWith("brasa-catalog ") && !first.equals(FIRST);
      throw damaged(path, isLater ? "is of a later version" : "is no commit of a catalog");
    }
    String last = new String(bytes, end, LAST_LENGTH, UTF_8);
    if (!last.equals(LAST + checksum(bytes, end) + "\n"))
      throw damaged(path, "does not have the checksum that was written with it");
    try {
      Json.Fields fields =
          Json.read(new String(bytes, FIRST.length(), end - FIRST.length(), UTF_8));
      return new Commit<>(number, fields.texts("recent"), decoder.apply(fields.fields("content")));
    } catch (RuntimeException e) {
      throw damaged(path, "cannot be understood (" + e.getMessage() + ")");
    }
  }

  private static String checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    String digits = Long.toHexString(checksum.getValue());
    return "0".repeat(8 - digits.length()) + digits;
  }

  private static EngineException damaged(String path, String what) {
    return new EngineException(
        SqlError.CATALOG_DAMAGED,
        "The file " + path + " " + what,
        "Put it back from a copy; deleting it goes back to the commit before");
  }
}
