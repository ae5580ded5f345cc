package io.brasa.sql.function.text;

import static io.brasa.columnar.type.AtomicType.INTEGER;
import static io.brasa.columnar.type.AtomicType.STRING;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.vector.ArrayBuilder;
import io.brasa.columnar.vector.BytesBuilder;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sql.error.Failures;
import io.brasa.sql.function.Function;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.ByteSink;
import io.brasa.sql.kernel.Definition;
import io.brasa.sql.kernel.PerRow;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Functions of regular expressions, which are Java's. */
final class RegexFunctions {
  private static final ArrayType TEXTS = new ArrayType(STRING, false);

  private RegexFunctions() {}

  /** Keeps the last expression compiled. */
  private static final class Compiled {
    private final String function;
    private String known;
    private Pattern pattern;

    Compiled(String function) {
      this.function = function;
    }

    Matcher matcher(Arguments a) {
      return pattern(a.text(1)).matcher(a.text(0));
    }

    Pattern pattern(String text) {
      if (text.equals(known)) return pattern;
      try {
        pattern = Pattern.compile(text);
      } catch (PatternSyntaxException e) {
        throw Failures.invalidArgument(
            function,
            "'" + text + "', which is no regular expression: " + e.getDescription(),
            "a regular expression of java.util.regex");
      }
      known = text;
      return pattern;
    }
  }

  static List<Function> all() {
    Function like =
        Definition.of("rlike", STRING, STRING)
            .truthOf(
                (_, _) -> {
                  Compiled compiled = new Compiled("rlike");
                  return a -> compiled.matcher(a).find();
                });
    List<Function> functions = new ArrayList<>(List.of(like));
    functions.add(Definition.alias("regexp", like));
    functions.add(Definition.alias("regexp_like", like));
    functions.add(
        Definition.of("regexp_instr", STRING, STRING, INTEGER)
            .required(2)
            .integerOf(
                (_, _) -> {
                  Compiled compiled = new Compiled("regexp_instr");
                  return a -> {
                    Matcher matcher = compiled.matcher(a);
                    return matcher.find() ? matcher.toMatchResult().start() + 1 : 0;
                  };
                }));
    functions.add(
        Definition.of("regexp_replace", STRING, STRING, STRING, INTEGER)
            .required(3)
            .textOf((_, _) -> replacing(new Compiled("regexp_replace"))));
    functions.add(
        Definition.of("regexp_extract", STRING, STRING, INTEGER)
            .required(2)
            .textOf(
                (_, _) -> {
                  Compiled compiled = new Compiled("regexp_extract");
                  return (a, out) -> extract(compiled.matcher(a), a, out);
                }));
    functions.add(
        Definition.of("regexp_extract_all", STRING, STRING, INTEGER)
            .required(2)
            .by(
                TEXTS,
                (_, _) -> {
                  Compiled compiled = new Compiled("regexp_extract_all");
                  return PerRow.STRICT.values(
                      TEXTS, (a, out) -> extractAll(compiled.matcher(a), a, out));
                }));
    functions.add(
        Definition.of("regexp_count", STRING, STRING)
            .integerOf(
                (_, _) -> {
                  Compiled compiled = new Compiled("regexp_count");
                  return a -> (int) compiled.matcher(a).results().count();
                }));
    functions.add(
        Definition.of("regexp_substr", STRING, STRING)
            .nullable()
            .textOf(
                (_, _) -> {
                  Compiled compiled = new Compiled("regexp_substr");
                  return (a, out) -> {
                    Matcher matcher = compiled.matcher(a);
                    if (matcher.find() && !matcher.group().isEmpty()) out.write(matcher.group());
                    else a.giveNull();
                  };
                }));
    functions.add(
        Definition.of("split", STRING, STRING, INTEGER)
            .required(2)
            .by(
                TEXTS,
                (_, _) -> {
                  Compiled compiled = new Compiled("split");
                  return PerRow.STRICT.values(TEXTS, (a, out) -> split(compiled, a, out));
                }));
    return functions;
  }

  private static PerRow.ToBytes replacing(Compiled compiled) {
    return (a, out) -> {
      String text = a.text(0);
      int from = a.count() > 3 ? a.intAt(3) : 1;
      if (from < 1)
        throw Failures.invalidArgument(
            "regexp_replace", "the position " + from, "one of at least 1");
      if (from > text.length()) {
        out.write(text);
        return;
      }
      Matcher matcher = compiled.pattern(a.text(1)).matcher(text);
      matcher.region(from - 1, text.length());
      StringBuilder replaced = new StringBuilder();
      String replacement = a.text(2);
      try {
        while (matcher.find()) matcher.appendReplacement(replaced, replacement);
      } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
        throw Failures.invalidArgument(
            "regexp_replace",
            "the replacement '" + replacement + "': " + e.getMessage(),
            "one that names only groups of the expression, with \\\\$ for a dollar sign");
      }
      matcher.appendTail(replaced);
      out.write(replaced.toString());
    };
  }

  private static int group(Matcher matcher, Arguments a) {
    int group = a.count() > 2 ? a.intAt(2) : 1;
    if (group < 0 || group > matcher.groupCount())
      throw Failures.invalidArgument(
          "regexp_extract",
          "group " + group + " of '" + matcher.pattern() + "'",
          "a group from 0 to " + matcher.groupCount());
    return group;
  }

  private static void extract(Matcher matcher, Arguments a, ByteSink out) {
    if (!matcher.find()) return;
    String found = matcher.group(group(matcher, a));
    if (found != null) out.write(found);
  }

  private static void extractAll(Matcher matcher, Arguments a, VectorBuilder out) {
    ArrayBuilder array = (ArrayBuilder) out;
    BytesBuilder elements = (BytesBuilder) array.elements();
    while (matcher.find()) {
      String found = matcher.group(group(matcher, a));
      elements.append(found == null ? "" : found);
    }
    array.endRow();
  }

  /** Empty strings at the end stay. */
  private static void split(Compiled compiled, Arguments a, VectorBuilder out) {
    int limit = a.count() > 2 && a.intAt(2) > 0 ? a.intAt(2) : -1;
    ArrayBuilder array = (ArrayBuilder) out;
    String text = a.text(0);
    String[] parts = compiled.pattern(a.text(1)).split(text, limit);
    // between characters nothing is behind the last
    boolean isByCharacter = a.size(1) == 0 && limit < 0 && !text.isEmpty();
    int count = parts.length - (isByCharacter ? 1 : 0);
    for (int i = 0; i < count; i++) ((BytesBuilder) array.elements()).append(parts[i]);
    array.endRow();
  }
}
