package io.brasa.sql.physical;

import io.brasa.columnar.source.ColumnFilter;
import io.brasa.columnar.source.Source;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Input;
import io.brasa.sql.optimize.Bucketing;
import java.util.ArrayList;
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
 * @param bucketing how rows are divided among files, if they are
 * @param isDivided whether each partition reads one bucket
 */
public record ScanSource(
    Source source,
    String name,
    List<Integer> columns,
    List<Attribute> read,
    List<ColumnFilter> filters,
    Optional<Expression> condition,
    List<Attribute> output,
    Optional<Bucketing> bucketing,
    boolean isDivided)
    implements PhysicalPlan {
  public ScanSource(
      Source source,
      String name,
      List<Integer> columns,
      List<Attribute> read,
      List<ColumnFilter> filters,
      Optional<Expression> condition,
      List<Attribute> output) {
    this(source, name, columns, read, filters, condition, output, Optional.empty(), false);
  }

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
    return "Scan "
        + name
        + " "
        + output
        + condition.map(c -> " where " + c).orElse("")
        + (isDivided ? " by " + bucketing.get().count() + " buckets" : "");
  }

  /** The same, each partition of which reads one bucket. */
  ScanSource divided() {
    return new ScanSource(source, name, columns, read, filters, condition, output, bucketing, true);
  }

  /** By what rows are divided among buckets, in terms of the output; empty if it lacks a column. */
  Optional<Partitioning.ByHash> buckets() {
    if (bucketing.isEmpty()) return Optional.empty();
    List<Expression> keys = new ArrayList<>();
    for (int column : bucketing.get().columns()) {
      int place = columns.indexOf(column);
      if (place < 0 || place >= output.size()) return Optional.empty();
      Attribute attribute = output.get(place);
      keys.add(new Input(place, attribute.type(), attribute.nullable()));
    }
    return Optional.of(new Partitioning.ByHash(keys, bucketing.get().count()));
  }
}
