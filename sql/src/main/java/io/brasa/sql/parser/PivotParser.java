package io.brasa.sql.parser;

import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Relation.PivotValue;
import io.brasa.sql.syntax.Relation.UnpivotGroup;
import io.brasa.sql.syntax.Syntax;
import java.util.List;
import java.util.Optional;

/** PIVOT and UNPIVOT behind a table. */
final class PivotParser {
  private final Cursor cursor;
  private final ExpressionParser expressions;

  PivotParser(Cursor cursor, ExpressionParser expressions) {
    this.cursor = cursor;
    this.expressions = expressions;
  }

  boolean isAtPivot() {
    boolean isPivot = cursor.isAt("PIVOT") || cursor.isAt("UNPIVOT");
    return isPivot
        && (cursor.peek(1).isSign("(")
            || cursor.isAt("UNPIVOT", "INCLUDE")
            || cursor.isAt("UNPIVOT", "EXCLUDE"));
  }

  /** The input, or what PIVOT and UNPIVOT make of it. */
  Relation pivoted(Relation input, int mark) {
    Relation all = input;
    while (isAtPivot()) {
      if (cursor.accept("PIVOT")) {
        Relation source = all;
        all = cursor.bracketed(() -> pivot(source, mark));
      } else {
        cursor.take();
        boolean hasNulls = cursor.accept("INCLUDE", "NULLS");
        if (!hasNulls) cursor.accept("EXCLUDE", "NULLS");
        Relation source = all;
        all = cursor.bracketed(() -> unpivot(source, hasNulls, mark));
      }
    }
    return all;
  }

  private Relation pivot(Relation input, int mark) {
    List<Syntax> aggregates = cursor.list(expressions::item);
    cursor.expect("FOR");
    List<Syntax> columns = names();
    cursor.expect("IN");
    List<PivotValue> values = cursor.bracketed(() -> cursor.list(this::value));
    return new Relation.Pivot(
        input, Optional.empty(), aggregates, columns, values, cursor.from(mark));
  }

  private PivotValue value() {
    Syntax value = expressions.expression();
    List<Syntax> values =
        value instanceof Syntax.Call call && call.name().equals(List.of("struct"))
            ? call.arguments()
            : List.of(value);
    return new PivotValue(values, alias());
  }

  private Optional<String> alias() {
    boolean hasAlias = cursor.accept("AS") || cursor.isAtAlias();
    return hasAlias ? Optional.of(cursor.name()) : Optional.empty();
  }

  /** A column, or several in brackets. */
  private List<Syntax> names() {
    return cursor.isAtSign("(")
        ? cursor.bracketed(() -> cursor.list(this::column))
        : List.of(column());
  }

  private Syntax column() {
    int mark = cursor.mark();
    List<String> name = cursor.qualifiedName();
    return new Syntax.Name(name, cursor.from(mark));
  }

  private Relation unpivot(Relation input, boolean hasNulls, int mark) {
    List<String> values =
        cursor.isAtSign("(")
            ? cursor.bracketed(() -> cursor.list(cursor::name))
            : List.of(cursor.name());
    cursor.expect("FOR");
    String name = cursor.name();
    cursor.expect("IN");
    List<UnpivotGroup> groups = cursor.bracketed(() -> cursor.list(this::group));
    for (UnpivotGroup group : groups) {
      if (group.columns().size() != values.size())
        throw cursor.invalid(
            mark,
            "UNPIVOT makes " + values.size() + " columns of " + group.columns().size(),
            "Name as many columns in each bracket behind IN as before FOR");
    }
    return new Relation.Unpivot(
        input, Optional.empty(), values, name, groups, hasNulls, cursor.from(mark));
  }

  private UnpivotGroup group() {
    List<Syntax> columns = names();
    return new UnpivotGroup(columns, alias());
  }
}
