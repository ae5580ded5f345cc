package io.brasa.sql;

import io.brasa.columnar.type.AtomicType;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Cast;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.logical.Limit;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The first rows of a query as a table of text, as Spark draws it. */
final class ShownTable {
  private static final int MIN_WIDTH = 3;

  private ShownTable() {}

  /**
   * @param width longer values are cut; zero for none
   */
  static String of(
      BrasaSession session, LogicalPlan plan, int rowCount, int width, boolean isVertical) {
    List<Named> texts = new ArrayList<>();
    for (Attribute column : plan.output()) {
      Expression text =
          column.type() == AtomicType.STRING
              ? column
              : new Cast(column, AtomicType.STRING, Cast.Mode.ANSI);
      texts.add(new Named(text, session.ids().attribute(column.name(), AtomicType.STRING, true)));
    }
    LogicalPlan shown = new Project(texts, new Limit(OptionalLong.of(rowCount + 1L), 0, plan));
    List<Row> rows = Rows.of(session.execution().collect(shown, "show"), shown.schema());
    List<List<String>> cells = new ArrayList<>();
    cells.add(plan.output().stream().map(Attribute::name).toList());
    for (Row row : rows.subList(0, Math.min(rowCount, rows.size()))) {
      List<String> line = new ArrayList<>();
      for (Object value : row.toList())
        line.add(cut(value == null ? "NULL" : (String) value, width));
      cells.add(line);
    }
    if (isVertical && cells.size() == 1) return "(0 rows)\n";
    StringBuilder table = isVertical ? listed(cells) : drawn(cells, width > 0);
    if (rows.size() > rowCount)
      table
          .append("only showing top ")
          .append(rowCount)
          .append(rowCount == 1 ? " row\n" : " rows\n");
    return table.toString();
  }

  private static String cut(String text, int width) {
    String line = text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
    if (width == 0 || line.length() <= width) return line;
    return width < 4 ? line.substring(0, width) : line.substring(0, width - 3) + "...";
  }

  private static StringBuilder drawn(List<List<String>> cells, boolean isRight) {
    int[] widths = new int[cells.getFirst().size()];
    for (List<String> line : cells)
      for (int i = 0; i < widths.length; i++)
        widths[i] = Math.max(MIN_WIDTH, Math.max(widths[i], line.get(i).length()));
    StringBuilder rule = new StringBuilder("+");
    for (int width : widths) rule.append("-".repeat(width)).append('+');
    rule.append('\n');
    StringBuilder table = new StringBuilder(rule);
    for (int i = 0; i < cells.size(); i++) {
      table.append('|');
      for (int j = 0; j < widths.length; j++) {
        String padding = " ".repeat(widths[j] - cells.get(i).get(j).length());
        String cell = cells.get(i).get(j);
        table.append(isRight ? padding + cell : cell + padding).append('|');
      }
      table.append('\n');
      if (i == 0) table.append(rule);
    }
    return table.append(rule);
  }

  /** Each row as lines of a name and a value. */
  private static StringBuilder listed(List<List<String>> cells) {
    List<String> names = cells.getFirst();
    int nameWidth = MIN_WIDTH;
    int valueWidth = MIN_WIDTH;
    for (String name : names) nameWidth = Math.max(nameWidth, name.length());
    for (List<String> row : cells.subList(1, cells.size()))
      for (String value : row) valueWidth = Math.max(valueWidth, value.length());
    StringBuilder list = new StringBuilder();
    for (int i = 1; i < cells.size(); i++) {
      String title = "-RECORD " + (i - 1);
      list.append(title)
          .append("-".repeat(Math.max(0, nameWidth + valueWidth + 5 - title.length())))
          .append('\n');
      for (int j = 0; j < names.size(); j++)
        list.append(' ')
            .append(padded(names.get(j), nameWidth))
            .append(" | ")
            .append(padded(cells.get(i).get(j), valueWidth))
            .append(" \n");
    }
    return list;
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
