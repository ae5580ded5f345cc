package io.brasa.shell;

import io.brasa.core.RDD;
import io.brasa.core.function.Pair;
import io.brasa.shell.snippet.Outcome;
import io.brasa.shell.snippet.Snippets;
import io.brasa.shell.table.DrawnTable;
import io.brasa.shell.table.TextRows;
import io.brasa.sql.Dataset;
import io.brasa.sql.Row;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A value as it is shown. Nothing that is evaluated lazily is run for it, but for a query that was
 * typed without giving its result a name: who does that wants to see rows.
 */
final class ShownValue {
  private static final int ROWS_MAX = 20;
  private static final int ELEMENTS_MAX = 100;
  private static final int TEXT_MAX = 5_000;
  private static final int LINE_MAX = 120;
  private static final int PLAN_LINES_MAX = 20;

  private final Colours colours;

  ShownValue(Colours colours) {
    this.colours = colours;
  }

  /** With its name and type, in lines. */
  String of(Outcome.Value outcome) {
    Object value = outcome.value();
    String name = colours.name(outcome.name());
    String type = colours.aside(" : " + SnippetNames.in(outcome.type()));
    return switch (value) {
      case Dataset<?> query when !outcome.isDeclared() && query.schema().size() == 0 -> "";
      case Dataset<?> query when !outcome.isDeclared() -> rows(query);
      case Dataset<?> query -> name + type + "\n" + plan(query, outcome.name());
      case RDD<?> rdd -> name + type + "\n" + lineage(rdd, outcome.name());
      case Collection<?> many when isTable(many) ->
          name + type + colours.aside(", " + count(many.size(), "element")) + "\n" + table(many);
      case null, default -> name + " ==> " + brief(value) + type + "\n";
    };
  }

  private static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /** In one line, as for a list of variables. */
  String inLine(Object value) {
    return switch (value) {
      case Dataset<?> query -> query.toString();
      case RDD<?> rdd -> rdd.toString();
      case null, default -> cut(brief(value));
    };
  }

  private static String cut(String text) {
    String line = text.replace('\n', ' ');
    return line.length() <= LINE_MAX ? line : line.substring(0, LINE_MAX) + " ...";
  }

  private String rows(Dataset<?> query) {
    List<Row> rows = TextRows.of(query.toDF().limit(ROWS_MAX + 1)).collectAsList();
    DrawnTable table = new DrawnTable(query.schema());
    rows.stream().limit(ROWS_MAX).forEach(row -> table.add(TextRows.cells(row)));
    String more = "the first " + ROWS_MAX + " rows; show(n) and collectAsList() give more\n";
    return text(table) + (rows.size() > ROWS_MAX ? colours.aside(more) : "");
  }

  private String plan(Dataset<?> query, String name) {
    List<String> lines = query.explainString("simple").strip().lines().skip(1).toList();
    StringBuilder text = new StringBuilder("  " + query + "\n");
    for (String line : lines.subList(0, Math.min(PLAN_LINES_MAX, lines.size())))
      text.append("  ").append(line).append('\n');
    if (lines.size() > PLAN_LINES_MAX) text.append("  ...\n");
    String how =
        "  not run: " + name + " alone shows its first rows, " + name + ".explain() its plan\n";
    return text + colours.aside(how);
  }

  private String lineage(RDD<?> rdd, String name) {
    String lines = SnippetNames.in(rdd.toDebugString()).indent(2);
    String how = "  not run: " + name + ".take(10), .collect() or .count() runs it\n";
    return lines + colours.aside(how);
  }

  /** Whether all of some values are records of one class, rows of a query or pairs. */
  private static boolean isTable(Collection<?> many) {
    Object first = many.isEmpty() ? null : many.iterator().next();
    if (!(first instanceof Row || first instanceof Record)) return false;
    Class<?> type = first.getClass();
    if (first instanceof Record && type.getRecordComponents().length == 0) return false;
    int size = first instanceof Row row ? row.size() : 0;
    for (Object each : many) {
      if (each == null || each.getClass() != type) return false;
      if (each instanceof Row row && row.size() != size) return false;
    }
    return true;
  }

  private String table(Collection<?> many) {
    Iterator<?> values = many.iterator();
    Object first = many.iterator().next();
    List<Object> cells = cells(first);
    boolean[] isRight = new boolean[cells.size()];
    for (int i = 0; i < isRight.length; i++) isRight[i] = cells.get(i) instanceof Number;
    DrawnTable table = new DrawnTable(names(first), isRight);
    for (int i = 0; i < ROWS_MAX && values.hasNext(); i++)
      table.add(cells(values.next()).stream().map(ShownValue::cell).toList());
    return text(table) + (values.hasNext() ? colours.aside("the first " + ROWS_MAX + "\n") : "");
  }

  private static String cell(Object value) {
    return value == null
        ? "null"
        : value instanceof CharSequence text ? text.toString() : brief(value);
  }

  private static List<String> names(Object value) {
    if (value instanceof Row row && row.schema() != null) return row.schema().fieldNames();
    List<String> names = new ArrayList<>();
    if (value instanceof Row row) for (int i = 0; i < row.size(); i++) names.add("_" + (i + 1));
    else if (value instanceof Pair<?, ?>) names.addAll(List.of("_1", "_2"));
    else
      for (RecordComponent each : value.getClass().getRecordComponents()) names.add(each.getName());
    return names;
  }

  private static List<Object> cells(Object value) {
    List<Object> cells = new ArrayList<>();
    if (value instanceof Row row) {
      for (int i = 0; i < row.size(); i++) cells.add(row.get(i));
      return cells;
    }
    for (RecordComponent each : value.getClass().getRecordComponents()) {
      try {
        each.getAccessor().setAccessible(true);
        cells.add(each.getAccessor().invoke(value));
      } catch (ReflectiveOperationException | RuntimeException e) {
        cells.add("(" + each.getName() + "() failed)");
      }
    }
    return cells;
  }

  private static String text(DrawnTable table) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    table.print(new PrintStream(bytes, false, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static boolean isArray(Object value) {
    return value != null && value.getClass().isArray();
  }

  private static String elements(Collection<?> many) {
    List<String> shown =
        many.stream()
            .limit(ELEMENTS_MAX)
            .map(each -> isArray(each) ? array(each) : String.valueOf(each))
            .toList();
    return shown + (many.size() > ELEMENTS_MAX ? " ... " + many.size() + " in all" : "");
  }

  private static String array(Object array) {
    int length = Array.getLength(array);
    if (length <= ELEMENTS_MAX) return Snippets.text(array);
    StringJoiner shown = new StringJoiner(", ", " { ", " ... " + length + " in all }");
    for (int i = 0; i < ELEMENTS_MAX; i++) shown.add(Snippets.text(Array.get(array, i)));
    return array.getClass().getComponentType().getSimpleName() + "[" + length + "]" + shown;
  }

  /** As JShell writes values, long ones cut. */
  private static String brief(Object value) {
    String text =
        switch (value) {
          case Collection<?> many
              when many.size() > ELEMENTS_MAX || many.stream().anyMatch(ShownValue::isArray) ->
              elements(many);
          case Map<?, ?> map when map.size() > ELEMENTS_MAX ->
              map.entrySet().stream().limit(ELEMENTS_MAX).toList()
                  + " ... "
                  + map.size()
                  + " in all";
          case null -> "null";
          default -> isArray(value) ? array(value) : Snippets.text(value);
        };
    String plain = SnippetNames.in(text);
    return plain.length() <= TEXT_MAX
        ? plain
        : plain.substring(0, TEXT_MAX) + "... " + plain.length() + " characters in all";
  }
}
