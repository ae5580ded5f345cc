package io.brasa.sql.function.text;

import static io.brasa.columnar.type.AtomicType.INTEGER;
import static io.brasa.columnar.type.AtomicType.STRING;

import io.brasa.sql.error.Failures;
import io.brasa.sql.function.Function;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.ByteSink;
import io.brasa.sql.kernel.Definition;
import io.brasa.sql.kernel.Utf8;
import java.util.Arrays;
import java.util.List;

/** Strings found in strings. */
final class SearchFunctions {
  private SearchFunctions() {}

  static List<Function> all() {
    Function locate =
        Definition.of("locate", STRING, STRING, INTEGER)
            .required(2)
            .integer(a -> locate(a, 1, 0, a.count() > 2 ? a.intAt(2) : 1));
    Function startsWith =
        Definition.of("startswith", STRING, STRING)
            .truth(
                a ->
                    Utf8.startsWith(
                        a.bytes(0), a.start(0), a.end(0), a.bytes(1), a.start(1), a.end(1)));
    Function endsWith =
        Definition.of("endswith", STRING, STRING)
            .truth(
                a ->
                    Utf8.endsWith(
                        a.bytes(0), a.start(0), a.end(0), a.bytes(1), a.start(1), a.end(1)));
    return List.of(
        locate,
        Definition.alias("position", locate),
        Definition.of("instr", STRING, STRING).integer(a -> locate(a, 0, 1, 1)),
        startsWith,
        endsWith,
        Definition.of("contains", STRING, STRING).truth(a -> find(a) >= 0),
        Definition.of("replace", STRING, STRING, STRING).required(2).text(SearchFunctions::replace),
        Definition.of("translate", STRING, STRING, STRING).text(SearchFunctions::translate),
        Definition.of("find_in_set", STRING, STRING).integer(SearchFunctions::findInSet),
        Definition.of("substring_index", STRING, STRING, INTEGER)
            .text(SearchFunctions::substringIndex),
        Definition.of("split_part", STRING, STRING, INTEGER).text(SearchFunctions::splitPart),
        Definition.of("levenshtein", STRING, STRING, INTEGER)
            .required(2)
            .integer(
                a -> {
                  int distance = distance(a);
                  return a.count() > 2 && distance > a.intAt(2) ? -1 : distance;
                }));
  }

  private static int find(Arguments a) {
    return Utf8.indexOf(a.bytes(0), a.start(0), a.end(0), a.bytes(1), a.start(1), a.end(1));
  }

  /** The place, from one, of a string in another from a place on; zero if it is not there. */
  private static int locate(Arguments a, int text, int wanted, int position) {
    if (position < 1) return 0;
    if (a.size(wanted) == 0) return 1;
    byte[] bytes = a.bytes(text);
    int start = a.start(text);
    int end = a.end(text);
    int from = Utf8.skip(bytes, start, end, position - 1);
    if (Utf8.count(bytes, start, from) < position - 1) return 0;
    int found = Utf8.indexOf(bytes, from, end, a.bytes(wanted), a.start(wanted), a.end(wanted));
    return found < 0 ? 0 : Utf8.count(bytes, start, found) + 1;
  }

  private static void replace(Arguments a, ByteSink out) {
    byte[] bytes = a.bytes(0);
    int at = a.start(0);
    int end = a.end(0);
    int wanted = a.size(1);
    while (wanted > 0) {
      int found = Utf8.indexOf(bytes, at, end, a.bytes(1), a.start(1), a.end(1));
      if (found < 0) break;
      out.write(bytes, at, found);
      if (a.count() > 2) out.write(a.bytes(2), a.start(2), a.end(2));
      at = found + wanted;
    }
    out.write(bytes, at, end);
  }

  private static void translate(Arguments a, ByteSink out) {
    int[] from = a.text(1).codePoints().toArray();
    int[] to = a.text(2).codePoints().toArray();
    a.text(0)
        .codePoints()
        .forEach(
            c -> {
              int place = 0;
              while (place < from.length && from[place] != c) place++;
              if (place == from.length) out.writeCodePoint(c);
              else if (place < to.length) out.writeCodePoint(to[place]);
            });
  }

  private static int findInSet(Arguments a) {
    String wanted = a.text(0);
    if (wanted.indexOf(',') >= 0) return 0;
    return Arrays.asList(a.text(1).split(",", -1)).indexOf(wanted) + 1;
  }

  /** What stands before the n-th delimiter, or behind the n-th from the end. */
  private static void substringIndex(Arguments a, ByteSink out) {
    String text = a.text(0);
    String delimiter = a.text(1);
    int count = a.intAt(2);
    if (delimiter.isEmpty() || count == 0) return;
    int at = count > 0 ? -delimiter.length() : text.length();
    for (int i = 0; i < Math.abs((long) count); i++) {
      at =
          count > 0
              ? text.indexOf(delimiter, at + delimiter.length())
              : text.lastIndexOf(delimiter, at - 1);
      if (at < 0) {
        out.write(text);
        return;
      }
    }
    out.write(count > 0 ? text.substring(0, at) : text.substring(at + delimiter.length()));
  }

  private static void splitPart(Arguments a, ByteSink out) {
    int part = a.intAt(2);
    if (part == 0)
      throw Failures.invalidArgument(
          "split_part", "part 0", "a part from 1, or below zero from the end");
    String delimiter = a.text(1);
    String[] parts =
        delimiter.isEmpty()
            ? new String[] {a.text(0)}
            : a.text(0).split(java.util.regex.Pattern.quote(delimiter), -1);
    int index = part > 0 ? part - 1 : parts.length + part;
    if (index >= 0 && index < parts.length) out.write(parts[index]);
  }

  /** Least insertions, deletions and replacements (Wagner and Fischer 1974). */
  private static int distance(Arguments a) {
    int[] left = a.text(0).codePoints().toArray();
    int[] right = a.text(1).codePoints().toArray();
    int[] row = new int[right.length + 1];
    for (int j = 0; j <= right.length; j++) row[j] = j;
    for (int i = 1; i <= left.length; i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length; j++) {
        int replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[right.length];
  }
}
