package io.brasa.sql;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.function.Coercion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What to do about rows with nulls; floating numbers that are none count as null. Immutable. */
public final class DataFrameNaFunctions {
  private final DataFrame frame;

  DataFrameNaFunctions(DataFrame frame) {
    this.frame = frame;
  }

  private String[] names(String[] columns) {
    return columns.length == 0 ? frame.columns() : columns;
  }

  private Column column(String name) {
    return frame.col(quoted(name));
  }

  private static String quoted(String name) {
    return name.indexOf('.') < 0 ? name : "`" + name.replace("`", "``") + "`";
  }

  private DataType type(String name) {
    for (Attribute attribute : frame.plan().output())
      if (attribute.name().equalsIgnoreCase(name)) return attribute.type();
    column(name);
    return AtomicType.NULL;
  }

  private static boolean isFloating(DataType type) {
    return type == AtomicType.DOUBLE || type == AtomicType.FLOAT;
  }

  /** Without rows that have a null. */
  public DataFrame drop() {
    return drop("any");
  }

  /** Without rows that have a null in one of these columns. */
  public DataFrame drop(String[] columns) {
    return drop("any", columns);
  }

  /**
   * Without rows where {@code any} or {@code all} of the columns are null.
   *
   * @param columns all without names
   */
  public DataFrame drop(String how, String... columns) {
    int count = names(columns).length;
    return switch (how) {
      case "any" -> drop(count, columns);
      case "all" -> drop(Math.min(1, count), columns);
      default ->
          throw invalid("drop", "There is no way of dropping called " + how, "Use any or all");
    };
  }

  /** The rows with at least so many values that are not null. */
  public DataFrame drop(int minimum, String... columns) {
    Column present = functions.lit(0);
    for (String name : names(columns)) {
      Column isThere = column(name).isNotNull();
      if (isFloating(type(name))) isThere = isThere.and(functions.not(column(name).isNaN()));
      present = present.plus(functions.when(isThere, 1).otherwise(0));
    }
    return frame.filter(present.geq(minimum));
  }

  /** With a value for nulls: of numbers, texts or truths, in columns of such a type. */
  public DataFrame fill(Object value, String... columns) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String name : names(columns)) if (fits(value, type(name))) values.put(name, value);
    return fill(values);
  }

  private static boolean fits(Object value, DataType type) {
    return switch (value) {
      case String _ -> type == AtomicType.STRING;
      case Boolean _ -> type == AtomicType.BOOLEAN;
      default -> Coercion.isNumeric(type);
    };
  }

  /** With values for nulls by columns. Fails with {@code COLUMN_NOT_FOUND}. */
  public DataFrame fill(Map<String, ?> values) {
    Map<String, Column> changed = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          DataType type = type(name);
          Column there =
              isFloating(type)
                  ? functions.nanvl(column(name), functions.lit(null).cast(type))
                  : column(name);
          changed.put(name, functions.coalesce(there, functions.lit(value).cast(type)));
        });
    return changed.isEmpty() ? frame : frame.withColumns(changed);
  }

  /** With other values for some, in one column, or all for {@code *}. */
  public DataFrame replace(String column, Map<?, ?> replacements) {
    return replace(column.equals("*") ? frame.columns() : new String[] {column}, replacements);
  }

  /** With other values for some: keys and values are all numbers, all texts, or all truths. */
  public DataFrame replace(String[] columns, Map<?, ?> replacements) {
    Map<String, Column> changed = new LinkedHashMap<>();
    for (String name : columns) {
      DataType type = type(name);
      List<Object> keys = new ArrayList<>(replacements.keySet());
      if (keys.isEmpty() || !fits(keys.getFirst(), type)) continue;
      Column cases = null;
      for (Object key : keys) {
        Column condition = column(name).equalTo(key);
        Column value = functions.lit(replacements.get(key)).cast(type);
        cases = cases == null ? functions.when(condition, value) : cases.when(condition, value);
      }
      changed.put(name, cases.otherwise(column(name)));
    }
    return changed.isEmpty() ? frame : frame.withColumns(changed);
  }

  private static EngineException invalid(String operation, String what, String remedy) {
    return QueryErrors.at(SqlError.INVALID_ARGUMENT_VALUE, Columns.here(operation), what, remedy);
  }
}
