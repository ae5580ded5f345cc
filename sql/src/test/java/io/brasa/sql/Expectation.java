package io.brasa.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement with the types and rows that it has to give, or the code of its error.
 *
 * @param place file and line
 * @param isExpression whether the text is an expression, of one column and row
 * @param types empty if an error is expected
 * @param error empty if rows are expected
 */
record Expectation(
    String place,
    String text,
    boolean isExpression,
    String types,
    List<String> rows,
    String error) {
  private static final String MARK = "==> ";
  private static final String NOTHING = "nothing";
  private static final String ERROR = "error ";
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?(?:E-?\\d+)?");
  private static final double RELATIVE_ERROR = 1e-14;

  String statement() {
    return isExpression ? "SELECT " + text : text;
  }

  /** All expectations of a file. */
  static List<Expectation> parse(String file, String content) {
    List<Expectation> found = new ArrayList<>();
    List<String> lines = Arrays.asList(content.split("\n", -1));
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isEmpty() || line.startsWith("#")) continue;
      int mark = line.lastIndexOf(" " + MARK);
      if (mark >= 0) {
        found.add(ofLine(file + ":" + (i + 1), line, mark));
        continue;
      }
      int end = i;
      while (end < lines.size() && !lines.get(end).isEmpty()) end++;
      found.add(ofBlock(file + ":" + (i + 1), lines.subList(i, end)));
      i = end;
    }
    return found;
  }

  private static Expectation ofLine(String place, String line, int mark) {
    String text = line.substring(0, mark).strip();
    String result = line.substring(mark + 1 + MARK.length());
    if (result.startsWith(ERROR))
      return new Expectation(place, text, true, "", List.of(), result.substring(ERROR.length()));
    int colon = result.indexOf(": ");
    List<String> rows = List.of(result.substring(colon + 2));
    return new Expectation(place, text, true, result.substring(0, colon), rows, "");
  }

  private static Expectation ofBlock(String place, List<String> lines) {
    int mark = 0;
    while (!lines.get(mark).startsWith(MARK)) mark++;
    String text = String.join("\n", lines.subList(0, mark));
    String result = lines.get(mark).substring(MARK.length());
    if (result.startsWith(ERROR))
      return new Expectation(place, text, false, "", List.of(), result.substring(ERROR.length()));
    String types = result.equals(NOTHING) ? "" : result;
    return new Expectation(
        place, text, false, types, List.copyOf(lines.subList(mark + 1, lines.size())), "");
  }

  /** Whether rows are the expected ones: in their order if the statement names one. */
  boolean accepts(String actualTypes, List<String> actualRows) {
    if (!error.isEmpty() || !actualTypes.equals(types) || actualRows.size() != rows.size())
      return false;
    List<String> wanted = new ArrayList<>(rows);
    List<String> given = new ArrayList<>(actualRows);
    if (!text.toLowerCase(Locale.ROOT).contains("order by")) {
      wanted.sort(Comparator.naturalOrder());
      given.sort(Comparator.naturalOrder());
    }
    for (int i = 0; i < wanted.size(); i++) if (!isSame(wanted.get(i), given.get(i))) return false;
    return true;
  }

  /** Binary floating-point numbers may differ in their last digits. */
  private boolean isSame(String wanted, String given) {
    if (wanted.equals(given)) return true;
    if (!types.contains("double") && !types.contains("float")) return false;
    Matcher left = NUMBER.matcher(wanted);
    Matcher right = NUMBER.matcher(given);
    if (!left.replaceAll("#").equals(right.replaceAll("#"))) return false;
    left.reset();
    right.reset();
    while (left.find() && right.find()) {
      double a = Double.parseDouble(left.group());
      double b = Double.parseDouble(right.group());
      if (Math.abs(a - b) > RELATIVE_ERROR * Math.max(Math.abs(a), Math.abs(b))) return false;
    }
    return true;
  }

  /** The result as the file has it. */
  String expected() {
    return error.isEmpty() ? types + ": " + String.join(" / ", rows) : ERROR + error;
  }
}
