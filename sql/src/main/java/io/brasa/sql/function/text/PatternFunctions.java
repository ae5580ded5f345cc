package io.brasa.sql.function.text;

import static io.brasa.columnar.type.AtomicType.STRING;

import io.brasa.sql.error.Failures;
import io.brasa.sql.function.Function;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.Definition;
import io.brasa.sql.kernel.LikePattern;
import io.brasa.sql.kernel.PerRow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** LIKE and ILIKE, with the escape as third argument. */
final class PatternFunctions {
  private PatternFunctions() {}

  static List<Function> all() {
    return List.of(
        Definition.of("like", STRING, STRING, STRING)
            .required(2)
            .truthOf((_, _) -> new Like(false)),
        Definition.of("ilike", STRING, STRING, STRING)
            .required(2)
            .truthOf((_, _) -> new Like(true)));
  }

  /** Keeps the last pattern, which mostly is the only one. */
  private static final class Like implements PerRow.ToTruth {
    private final boolean isCaseIgnored;
    private String known;
    private char knownEscape;
    private LikePattern pattern;
    private byte[] knownBytes;
    private int knownFrom;
    private int knownTo;

    Like(boolean isCaseIgnored) {
      this.isCaseIgnored = isCaseIgnored;
    }

    @Override
    public boolean apply(Arguments a) {
      prepare(a);
      if (!isCaseIgnored) return pattern.matches(a.bytes(0), a.start(0), a.end(0));
      byte[] lower = a.text(0).toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
      return pattern.matches(lower, 0, lower.length);
    }

    private void prepare(Arguments a) {
      if (a.count() == 2
          && a.bytes(1) == knownBytes
          && a.start(1) == knownFrom
          && a.end(1) == knownTo) return;
      String text = a.text(1);
      char escape = a.count() > 2 ? escape(a.text(2)) : '\\';
      if (!text.equals(known) || escape != knownEscape) {
        String folded = isCaseIgnored ? text.toLowerCase(Locale.ROOT) : text;
        pattern = LikePattern.of(folded, escape);
        known = text;
        knownEscape = escape;
      }
      knownBytes = a.bytes(1);
      knownFrom = a.start(1);
      knownTo = a.end(1);
    }

    private static char escape(String text) {
      if (text.length() == 1) return text.charAt(0);
      throw Failures.invalidArgument("like", "the escape '" + text + "'", "one character");
    }
  }
}
