package io.brasa.sql.collation;

import io.brasa.columnar.collation.CollationProvider;
import io.brasa.columnar.collation.Language;
import io.brasa.columnar.collation.TextOrder;
import java.util.Locale;
import java.util.Optional;

/**
 * The rules of a language as a collation has them, named as {@code de_CI_AI}.
 *
 * @param ignoresCase {@code _CI}
 * @param ignoresAccents {@code _AI}
 */
public record LanguageRule(Language language, boolean ignoresCase, boolean ignoresAccents) {
  /** What is written of a collation: a language, and whether what follows is said of it. */
  record Written(String language, boolean ignoresCase, boolean ignoresAccents, boolean isTrimmed) {
    /** Each thing may be said once, in any order; empty of what says one twice. */
    static Optional<Written> of(String name) {
      String rest = name;
      Boolean ignoresCase = null;
      Boolean ignoresAccents = null;
      boolean isTrimmed = false;
      while (true) {
        int at = rest.lastIndexOf('_');
        String last = at < 0 ? "" : rest.substring(at + 1).toUpperCase(Locale.ROOT);
        switch (last) {
          case "CI", "CS" -> {
            if (ignoresCase != null) return Optional.empty();
            ignoresCase = last.equals("CI");
          }
          case "AI", "AS" -> {
            if (ignoresAccents != null) return Optional.empty();
            ignoresAccents = last.equals("AI");
          }
          case "RTRIM" -> {
            if (isTrimmed) return Optional.empty();
            isTrimmed = true;
          }
          default -> {
            return Optional.of(
                new Written(
                    rest,
                    Boolean.TRUE.equals(ignoresCase),
                    Boolean.TRUE.equals(ignoresAccents),
                    isTrimmed));
          }
        }
        rest = rest.substring(0, at);
      }
    }
  }

  String name() {
    return language.name() + (ignoresCase ? "_CI" : "") + (ignoresAccents ? "_AI" : "");
  }

  /** The version of the rules of all languages. */
  public static String version() {
    return provider().version();
  }

  private static CollationProvider provider() {
    return Languages.provider()
        .orElseThrow(() -> new IllegalStateException("a language without rules"));
  }

  /** How text is compared by it. */
  public TextOrder order() {
    return provider().order(language, ignoresCase, ignoresAccents);
  }
}
