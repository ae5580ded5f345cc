package io.brasa.sql.physical;

import io.brasa.columnar.source.ColumnFilter;
import io.brasa.columnar.source.Source;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a source for which all filters hold.
 *
 * @param columns places in the source's schema of the columns read, of which the output's come
 *     first
 * @param read the columns read
 * @param filters what the source may use
 * @param condition of the columns read, tested for each row
 */
public record ScanSource(
    Source source,
    String name,
    List<Integer> columns,
    List<Attribute> read,
    List<ColumnFilter> filters,
    Optional<Expression> condition,
    List<Attribute> output)
    implements PhysicalPlan {
  public ScanSource {
    columns = List.copyOf(columns);
    read = List.copyOf(read);
    filters = List.copyOf(filters);
    output = List.copyOf(output);
  }

  @Override
  public List<PhysicalPlan> children() {
    return List.of();
  }

  @Override
  public ScanSource withChildren(List<PhysicalPlan> children) {
    return this;
  }

  @Override
  public String describe() {
    return "Scan " + name + " " + output + condition.map(c -> " where " + c).orElse("");
  }
}
