package io.brasa.sql.function.json;

import io.brasa.sql.error.Failures;
import io.brasa.sql.variant.VariantKind;
import io.brasa.sql.variant.VariantValue;
import java.util.ArrayList;
import java.util.List;

/** A way into a variant: {@code $.store["book title"][0]}. */
final class VariantPath {
  /** A field by its name, or if that is null an element by its place. */
  private record Step(String field, int element) {}

  private final List<Step> steps;

  private VariantPath(List<Step> steps) {
    this.steps = steps;
  }

  /** Fails with {@code INVALID_ARGUMENT_VALUE} if the text is no path. */
  static VariantPath of(String text) {
    List<Step> steps = new ArrayList<>();
    if (!text.startsWith("$")) throw malformed(text);
    int at = 1;
    while (at < text.length()) {
      char c = text.charAt(at);
      char quote = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
      int end;
      if (c == '.') {
        end = at + 1;
        while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[') end++;
        if (end == at + 1) throw malformed(text);
        steps.add(new Step(text.substring(at + 1, end), 0));
      } else if (c == '[' && (quote == '\'' || quote == '"')) {
        int close = text.indexOf(quote + "]", at + 2);
        if (close < 0) throw malformed(text);
        steps.add(new Step(text.substring(at + 2, close), 0));
        end = close + 2;
      } else if (c == '[') {
        int close = text.indexOf(']', at);
        if (close < 0) throw malformed(text);
        steps.add(new Step(null, place(text, text.substring(at + 1, close))));
        end = close + 1;
      } else {
        throw malformed(text);
      }
      at = end;
    }
    return new VariantPath(steps);
  }

  private static int place(String path, String digits) {
    try {
      return Integer.parseUnsignedInt(digits);
    } catch (NumberFormatException e) {
      throw malformed(path);
    }
  }

  private static RuntimeException malformed(String text) {
    return Failures.invalidArgument(
        "variant_get", "the path '" + text + "'", "one such as $.a.b[0] or $['a b']");
  }

  /** What is there; null if nothing is. */
  VariantValue select(VariantValue value) {
    VariantValue at = value;
    for (Step step : steps) {
      if (at == null) return null;
      if (step.field != null) at = at.kind() == VariantKind.OBJECT ? at.field(step.field) : null;
      else
        at =
            at.kind() == VariantKind.ARRAY && step.element < at.count()
                ? at.element(step.element)
                : null;
    }
    return at;
  }
}
