package io.brasa.shell.table;

import io.brasa.columnar.type.StructType;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows drawn as a table in the manner of Spark's {@code show}, with numbers at the right. Text of
 * several lines, a plan for instance, is drawn in several lines.
 */
public final class DrawnTable {
  private static final int MIN_WIDTH = 3;

  private final boolean[] isRight;
  private final int[] widths;
  private final List<List<String>> lines = new ArrayList<>();

  public DrawnTable(StructType schema) {
    this(schema.fieldNames(), numbers(schema));
  }

  /**
   * @param isRight for each column whether its cells stand at the right
   */
  public DrawnTable(List<String> names, boolean[] isRight) {
    this.isRight = isRight.clone();
    widths = new int[isRight.length];
    Arrays.fill(widths, MIN_WIDTH);
    add(names);
  }

  private static boolean[] numbers(StructType schema) {
    boolean[] found = new boolean[schema.size()];
    for (int i = 0; i < found.length; i++) found[i] = TextRows.isNumber(schema.field(i).dataType());
    return found;
  }

  /** Adds a row of texts, which may be null. */
  public void add(List<String> cells) {
    List<List<String>> parts = new ArrayList<>(cells.size());
    int height = 1;
    for (String cell : cells) {
      List<String> part = cell == null ? List.of("NULL") : linesOf(cell);
      height = Math.max(height, part.size());
      parts.add(part);
    }
    for (int i = 0; i < height; i++) addLine(parts, i);
  }

  private void addLine(List<List<String>> parts, int number) {
    List<String> line = new ArrayList<>(widths.length);
    for (int i = 0; i < widths.length; i++) {
      List<String> part = parts.get(i);
      String text = number < part.size() ? part.get(number) : "";
      widths[i] = Math.max(widths[i], width(text));
      line.add(text);
    }
    lines.add(line);
  }

  /** An end of line at the end of a text begins no further line. */
  private static List<String> linesOf(String text) {
    if (text.indexOf('\n') < 0 && text.indexOf('\r') < 0 && text.indexOf('\t') < 0)
      return List.of(text);
    List<String> found = new ArrayList<>();
    text.replace("\t", "\\t").lines().forEach(found::add);
    return found.isEmpty() ? List.of("") : found;
  }

  /** In columns of a terminal: ideographs and the like take two, marks none. */
  private static int width(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      int type = point < 0x300 ? Character.LOWERCASE_LETTER : Character.getType(point);
      boolean isMark = type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
      width += isMark || type == Character.FORMAT ? 0 : isWide(point) ? 2 : 1;
    }
    return width;
  }

  private static boolean isWide(int point) {
    return point >= 0x1100
        && (point <= 0x115F
            || point >= 0x2E80 && point <= 0xA4CF
            || point >= 0xAC00 && point <= 0xD7A3
            || point >= 0xF900 && point <= 0xFAFF
            || point >= 0xFE30 && point <= 0xFE6F
            || point >= 0xFF00 && point <= 0xFF60
            || point >= 0xFFE0 && point <= 0xFFE6
            || point >= 0x1F300 && point <= 0x1F9FF
            || point >= 0x20000 && point <= 0x3FFFD);
  }

  public void print(PrintStream out) {
    StringBuilder rule = new StringBuilder("+");
    for (int width : widths) rule.append("-".repeat(width)).append('+');
    rule.append('\n');
    out.append(rule);
    for (int i = 0; i < lines.size(); i++) {
      out.append(drawn(lines.get(i)));
      if (i == 0) out.append(rule);
    }
    out.append(rule);
  }

  private StringBuilder drawn(List<String> cells) {
    StringBuilder line = new StringBuilder("|");
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - width(cells.get(i)));
      if (isRight[i]) line.append(padding).append(cells.get(i));
      else line.append(cells.get(i)).append(padding);
      line.append('|');
    }
    return line.append('\n');
  }
}
