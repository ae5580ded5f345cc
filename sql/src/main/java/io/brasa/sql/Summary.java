package io.brasa.sql;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.StructType;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of figures of columns, a row a figure, as {@code describe} and {@code summary} give it.
 */
final class Summary {
  static final List<String> DESCRIBE = List.of("count", "mean", "stddev", "min", "max");
  static final List<String> ALL =
      List.of("count", "mean", "stddev", "min", "25%", "50%", "75%", "max");

  private Summary() {}

  /**
   * Computed now, in one pass.
   *
   * @param columns empty for all of numbers and texts
   */
  static DataFrame of(DataFrame frame, List<String> columns, List<String> figures) {
    List<Column> chosen = new ArrayList<>();
    List<Attribute> attributes = new ArrayList<>();
    for (Attribute attribute : frame.plan().output()) {
      boolean fits = attribute.type() == AtomicType.STRING || Coercion.isNumeric(attribute.type());
      if (!columns.isEmpty() || !fits) continue;
      attributes.add(attribute);
      chosen.add(frame.col("`" + attribute.name().replace("`", "``") + "`"));
    }
    for (String name : columns) {
      Column column = frame.col(name);
      chosen.add(column);
      attributes.add((Attribute) ((Syntax.Resolved) column.syntax()).expression());
    }
    StructType schema = new StructType().add("summary", AtomicType.STRING);
    for (Attribute attribute : attributes) schema = schema.add(attribute.name(), AtomicType.STRING);
    return frame.session().createDataFrame(rows(frame, chosen, attributes, figures), schema);
  }

  private static List<Row> rows(
      DataFrame frame, List<Column> columns, List<Attribute> attributes, List<String> figures) {
    List<Column> asked = new ArrayList<>();
    for (String figure : figures)
      for (int i = 0; i < columns.size(); i++)
        asked.add(
            figure(figure, columns.get(i), attributes.get(i))
                .cast("string")
                .as("c" + asked.size()));
    List<Row> rows = new ArrayList<>();
    Row found =
        asked.isEmpty()
            ? Row.of()
            : frame
                .agg(asked.getFirst(), asked.subList(1, asked.size()).toArray(Column[]::new))
                .head();
    for (int i = 0; i < figures.size(); i++) {
      List<Object> values = new ArrayList<>();
      values.add(figures.get(i));
      values.addAll(found.toList().subList(i * columns.size(), (i + 1) * columns.size()));
      rows.add(Row.of(values.toArray()));
    }
    return rows;
  }

  private static Column figure(String figure, Column column, Attribute attribute) {
    boolean isText = attribute.type() == AtomicType.STRING;
    Column number = isText ? column.try_cast("double") : column;
    if (figure.endsWith("%"))
      return functions.percentile_approx(number, share(figure), functions.lit(10_000));
    return switch (figure) {
      case "count" -> functions.count(column);
      case "mean" -> functions.avg(number);
      case "stddev" -> functions.stddev(number);
      case "min" -> functions.min(column);
      case "max" -> functions.max(column);
      case "count_distinct" -> functions.count_distinct(column);
      case "approx_count_distinct" -> functions.approx_count_distinct(column);
      default -> throw unknown(figure);
    };
  }

  private static Column share(String figure) {
    try {
      return functions.lit(Double.parseDouble(figure.substring(0, figure.length() - 1)) / 100);
    } catch (NumberFormatException e) {
      throw unknown(figure);
    }
  }

  private static EngineException unknown(String figure) {
    return QueryErrors.at(
        SqlError.INVALID_ARGUMENT_VALUE,
        Columns.here("summary"),
        "There is no figure called " + figure,
        "Use count, mean, stddev, min, max, count_distinct or a share such as 25%");
  }
}
