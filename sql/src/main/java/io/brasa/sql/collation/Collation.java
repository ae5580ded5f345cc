package io.brasa.sql.collation;

import io.brasa.columnar.collation.Language;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.CollatedType;
import io.brasa.columnar.type.DataType;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How text is compared: by its bytes, by those of its small letters, or by the rules of a language;
 * perhaps without spaces at the end.
 *
 * @param isSmall whether capital and small letters are the same: {@code UTF8_LCASE}
 * @param isTrimmed whether spaces at the end do not count: {@code _RTRIM}
 * @param rule of a language, if text is compared by one
 */
public record Collation(boolean isSmall, boolean isTrimmed, Optional<LanguageRule> rule) {
  /** By bytes: what text has if nothing else is said. */
  public static final Collation BINARY = new Collation(false, false);

  private static final String TRIMMED = "_RTRIM";
  private static final List<Collation> OF_BYTES =
      List.of(
          BINARY,
          new Collation(true, false),
          new Collation(false, true),
          new Collation(true, true));

  /** Of no language. */
  public Collation(boolean isSmall, boolean isTrimmed) {
    this(isSmall, isTrimmed, Optional.empty());
  }

  /** All that there are; those of languages if the module that has them is there. */
  public static List<Collation> all() {
    List<Collation> all = new ArrayList<>(OF_BYTES);
    boolean[] both = {false, true};
    for (Language language : Languages.all())
      for (boolean isTrimmed : both)
        for (boolean ignoresAccents : both)
          for (boolean ignoresCase : both)
            all.add(
                new Collation(
                    false,
                    isTrimmed,
                    Optional.of(new LanguageRule(language, ignoresCase, ignoresAccents))));
    return all;
  }

  /**
   * The collation of a name, in any case. Fails with {@code SQL_UNSUPPORTED} for those of languages
   * if the module that has them is not there, and with {@code INVALID_ARGUMENT_VALUE} for what is
   * none.
   */
  public static Collation named(String written) {
    String name = written.toUpperCase(Locale.ROOT);
    for (Collation collation : OF_BYTES) if (collation.name().equals(name)) return collation;
    LanguageRule.Written parts = LanguageRule.Written.of(written).orElse(null);
    if (parts == null || name.startsWith("UTF8")) throw unknown(written);
    if (isLanguage(parts.language()) && Languages.provider().isEmpty())
      throw new EngineException(
          SqlError.SQL_UNSUPPORTED,
          "The collation " + written + " needs the rules of languages, which are not here",
          "Add the module brasa-collation to the class path, or use UTF8_BINARY or UTF8_LCASE");
    Language language = Languages.named(parts.language()).orElseThrow(() -> unknown(written));
    LanguageRule rule = new LanguageRule(language, parts.ignoresCase(), parts.ignoresAccents());
    return new Collation(false, parts.isTrimmed(), Optional.of(rule));
  }

  private static EngineException unknown(String written) {
    return new EngineException(
        SqlError.INVALID_ARGUMENT_VALUE,
        "There is no collation " + written,
        "Name one that collations() lists: UTF8_BINARY, UTF8_LCASE, UNICODE, UNICODE_CI, de_CI_AI");
  }

  private static boolean isLanguage(String name) {
    String language = name.split("_", -1)[0].toLowerCase(Locale.ROOT);
    return language.equals("unicode") || Arrays.asList(Locale.getISOLanguages()).contains(language);
  }

  /** The collation of a type of text. */
  public static Collation of(DataType type) {
    return type instanceof CollatedType(String collation) ? named(collation) : BINARY;
  }

  public String name() {
    String written = rule.map(LanguageRule::name).orElse("");
    if (!written.isEmpty()) return written + (isTrimmed ? TRIMMED : "");
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
    if (rule.isPresent()) {
      String text = new String(bytes, from, end - from, StandardCharsets.UTF_8);
      return written(rule.get().order().key(text));
    }
    byte[] key = Arrays.copyOfRange(bytes, from, end);
    if (!isSmall) return key;
    for (int i = 0; i < key.length; i++) {
      byte b = key[i];
      if (b < 0) return small(key);
      if (b >= 'A' && b <= 'Z') key[i] += 'a' - 'A';
    }
    return key;
  }

  /** Bytes as characters, so that keys are texts too; the order stays. */
  private static byte[] written(byte[] key) {
    int count = key.length;
    for (byte b : key) if (b < 0) count++;
    byte[] text = new byte[count];
    int at = 0;
    for (byte b : key) {
      if (b < 0) {
        text[at++] = (byte) (0xC0 | (b & 0xFF) >> 6);
        text[at++] = (byte) (0x80 | b & 0x3F);
      } else {
        text[at++] = b;
      }
    }
    return text;
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
