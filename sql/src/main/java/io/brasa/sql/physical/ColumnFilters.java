package io.brasa.sql.physical;

import io.brasa.columnar.source.ColumnFilter;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.sql.expression.And;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.In;
import io.brasa.sql.expression.IsNull;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.expression.Not;
import io.brasa.sql.logical.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a source can make use of in conditions on its columns. */
final class ColumnFilters {
  private final Scan scan;
  private final List<ColumnFilter> found = new ArrayList<>();

  private ColumnFilters(Scan scan) {
    this.scan = scan;
  }

  static List<ColumnFilter> of(Scan scan) {
    ColumnFilters filters = new ColumnFilters(scan);
    for (Expression condition : scan.filters()) filters.add(condition);
    return filters.found;
  }

  private void add(Expression condition) {
    switch (condition) {
      case And and -> {
        add(and.left());
        add(and.right());
      }
      case Comparison(var operator, Attribute column, Literal value) ->
          compare(operator, column, value);
      case Comparison(var operator, Literal value, Attribute column) ->
          compare(operator.swapped(), column, value);
      case In(Attribute column, List<Expression> options) -> among(column, options);
      case IsNull(Attribute column) ->
          place(column).ifPresent(at -> found.add(new ColumnFilter.IsNull(at)));
      case Not(IsNull(Attribute column)) ->
          place(column).ifPresent(at -> found.add(new ColumnFilter.IsNotNull(at)));
      case Call call
          when call.arguments().size() == 2
              && call.arguments().get(0) instanceof Attribute column
              && call.arguments().get(1) instanceof Literal(String text, DataType _) ->
          begins(call.function(), column, text);
      default -> {}
    }
  }

  /** Of a pattern what stands before its first sign for other characters. */
  private void begins(String function, Attribute column, String text) {
    String prefix =
        switch (function) {
          case "startswith" -> text;
          case "like" -> {
            int end = 0;
            while (end < text.length() && "%_\\".indexOf(text.charAt(end)) < 0) end++;
            yield text.substring(0, end);
          }
          default -> "";
        };
    Optional<Integer> place = place(column);
    boolean isText = column.type() == AtomicType.STRING;
    if (!prefix.isEmpty() && isText && place.isPresent())
      found.add(new ColumnFilter.StartsWith(place.get(), prefix));
  }

  private void compare(Comparison.Operator operator, Attribute column, Literal value) {
    Optional<Integer> place = place(column);
    if (value.isNull() || place.isEmpty() || !value.type().equals(column.type())) return;
    ColumnFilter.Comparison comparison =
        switch (operator) {
          case EQUAL, NULL_SAFE_EQUAL -> ColumnFilter.Comparison.EQUAL;
          case LESS -> ColumnFilter.Comparison.LESS;
          case LESS_OR_EQUAL -> ColumnFilter.Comparison.LESS_OR_EQUAL;
          case GREATER -> ColumnFilter.Comparison.GREATER;
          case GREATER_OR_EQUAL -> ColumnFilter.Comparison.GREATER_OR_EQUAL;
          case NOT_EQUAL -> null;
        };
    if (comparison != null)
      found.add(new ColumnFilter.Compare(place.get(), comparison, value.value()));
  }

  private void among(Attribute column, List<Expression> options) {
    Optional<Integer> place = place(column);
    if (place.isEmpty()) return;
    List<Object> values = new ArrayList<>();
    for (Expression option : options) {
      if (!(option instanceof Literal literal)) return;
      if (!literal.isNull()) values.add(literal.value());
    }
    found.add(new ColumnFilter.In(place.get(), values));
  }

  /** In the source's schema. */
  private Optional<Integer> place(Attribute column) {
    int index = scan.output().indexOf(column);
    return index < 0 ? Optional.empty() : Optional.of(scan.columns().get(index));
  }
}
