package io.brasa.sql.function.text;

import static io.brasa.columnar.type.AtomicType.BOOLEAN;
import static io.brasa.columnar.type.AtomicType.INTEGER;

import io.brasa.columnar.collation.TextOrder;
import io.brasa.columnar.type.DataType;
import io.brasa.sql.collation.Collation;
import io.brasa.sql.collation.LanguageRule;
import io.brasa.sql.expression.Call;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Kernel;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.PerRow;
import java.util.Arrays;
import java.util.List;

/**
 * What looks for a text in another by the rules of a language. Calls are made by the analyser, with
 * the text, the part, and for {@code __collated_instr} the place to begin at; the first argument
 * has the collation. Spaces at the end count where a part is looked for.
 */
final class LanguageFunctions {
  private LanguageFunctions() {}

  /** Computes one row. */
  @FunctionalInterface
  private interface Found {
    int of(TextOrder order, Arguments a);
  }

  static List<Function> all() {
    return List.of(
        function(
            "__collated_contains",
            BOOLEAN,
            (order, a) -> order.find(a.text(0), a.text(1), 0).isPresent() ? 1 : 0),
        function(
            "__collated_startswith",
            BOOLEAN,
            (order, a) -> order.startsWith(a.text(0), a.text(1)) ? 1 : 0),
        function(
            "__collated_endswith",
            BOOLEAN,
            (order, a) -> order.endsWith(a.text(0), a.text(1)) ? 1 : 0),
        function("__collated_instr", INTEGER, LanguageFunctions::place),
        function("__collated_find_in_set", INTEGER, LanguageFunctions::member),
        changing("__language_replace", LanguageParts::replaced),
        changing("__language_split_part", LanguageParts::part),
        changing("__language_substring_index", LanguageParts::upTo),
        changing("__language_translate", LanguageParts::translated));
  }

  /** Makes a text of one row. */
  @FunctionalInterface
  private interface Changed {
    String of(TextOrder order, Arguments a);
  }

  private static Function changing(String name, Changed changed) {
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          throw Signature.mismatch(name, arguments);
        },
        (call, _) -> {
          TextOrder order = order(call);
          return PerRow.STRICT.bytes(call.type(), (a, out) -> out.write(changed.of(order, a)));
        });
  }

  private static Function function(String name, DataType type, Found found) {
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          throw Signature.mismatch(name, arguments);
        },
        (call, _) -> kernel(call, type, found));
  }

  private static Kernel kernel(Call call, DataType type, Found found) {
    TextOrder order = order(call);
    return PerRow.STRICT.ints(type, a -> found.of(order, a));
  }

  private static TextOrder order(Call call) {
    return Collation.of(call.argument(0).type())
        .rule()
        .map(LanguageRule::order)
        .orElseThrow(() -> new IllegalStateException("no language in " + call));
  }

  /** In characters, from 1; 0 if there is none. */
  private static int place(TextOrder order, Arguments a) {
    String text = a.text(0);
    String part = a.text(1);
    int from = a.intAt(2);
    if (part.isEmpty()) return 1;
    if (from < 1 || from > text.codePointCount(0, text.length())) return 0;
    return order
        .find(text, part, text.offsetByCodePoints(0, from - 1))
        .map(match -> text.codePointCount(0, match.from()) + 1)
        .orElse(0);
  }

  /** The place of a text among those between commas; 0 if it is none. */
  private static int member(TextOrder order, Arguments a) {
    String sought = a.text(0);
    if (sought.indexOf(',') >= 0) return 0;
    byte[] key = order.key(sought);
    String[] members = a.text(1).split(",", -1);
    for (int i = 0; i < members.length; i++)
      if (Arrays.equals(key, order.key(members[i]))) return i + 1;
    return 0;
  }
}
