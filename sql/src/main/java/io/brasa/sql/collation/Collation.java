package io.brasa.sql.collation;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.CollatedType;
import io.brasa.columnar.type.DataType;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How text is compared: by its bytes, or by those of its small letters; perhaps without spaces at
 * the end.
 *
 * @param isSmall whether capital and small letters are the same: {@code UTF8_LCASE}
 * @param isTrimmed whether spaces at the end do not count: {@code _RTRIM}
 */
public record Collation(boolean isSmall, boolean isTrimmed) {
  /** By bytes: what text has if nothing else is said. */
  public static final Collation BINARY = new Collation(false, false);

  private static final String TRIMMED = "_RTRIM";

  /** All that there are. */
  public static List<Collation> all() {
    return List.of(
        BINARY, new Collation(true, false), new Collation(false, true), new Collation(true, true));
  }

  /**
   * The collation of a name, in any case. Fails with {@code SQL_UNSUPPORTED} for those of Spark
   * that are not here, and with {@code INVALID_ARGUMENT_VALUE} for what is none.
   */
  public static Collation named(String written) {
    String name = written.toUpperCase(Locale.ROOT);
    for (Collation collation : all()) if (collation.name().equals(name)) return collation;
    boolean isOfLanguage = name.startsWith("UNICODE") || name.length() >= 2 && isLanguage(name);
    if (isOfLanguage)
      throw new EngineException(
          SqlError.SQL_UNSUPPORTED,
          "The collation " + written + " needs the tables of languages, which are not here",
          "Use UTF8_BINARY or UTF8_LCASE, or order by a key of your own");
    throw new EngineException(
        SqlError.INVALID_ARGUMENT_VALUE,
        "There is no collation " + written,
        "Name one that collations() lists: UTF8_BINARY, UTF8_LCASE");
  }

  private static boolean isLanguage(String name) {
    String language = name.split("_", -1)[0].toLowerCase(Locale.ROOT);
    return Arrays.asList(Locale.getISOLanguages()).contains(language);
  }

  /** The collation of a type of text. */
  public static Collation of(DataType type) {
    return type instanceof CollatedType(String collation) ? named(collation) : BINARY;
  }

  public String name() {
    return (isSmall ? "UTF8_LCASE" : "UTF8_BINARY") + (isTrimmed ? TRIMMED : "");
  }

  /** The type of text that is compared so. */
  public DataType type() {
    return equals(BINARY) ? AtomicType.STRING : new CollatedType(name());
  }

  /** What stands for a text in comparisons, in UTF-8. */
  public byte[] key(byte[] bytes, int from, int to) {
    int end = to;
    while (isTrimmed && end > from && bytes[end - 1] == ' ') end--;
    byte[] key = Arrays.copyOfRange(bytes, from, end);
    if (!isSmall) return key;
    for (int i = 0; i < key.length; i++) {
      byte b = key[i];
      if (b < 0) return small(key);
      if (b >= 'A' && b <= 'Z') key[i] += 'a' - 'A';
    }
    return key;
  }

  /** Letter by letter, so that a key does not depend on what stands beside a letter. */
  private static byte[] small(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    new String(bytes, StandardCharsets.UTF_8)
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\u0130' -> out.append("i\u0307");
                case '\u03C2' -> out.append('\u03C3');
                default -> out.appendCodePoint(Character.toLowerCase(c));
              }
            });
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }
}
