package io.brasa.sql.logical;

import io.brasa.columnar.source.BatchReader;
import io.brasa.columnar.source.HasStatistics;
import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.Split;
import io.brasa.columnar.source.TableStatistics;
import io.brasa.columnar.type.StructType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * What {@code WITH RECURSIVE} defines: the rows of a first plan, then those of a second over what
 * came last, and again, until nothing comes. To the optimiser it is a source, since nothing that
 * holds of all rows holds of those of one step; its own plans are made cheaper by themselves. Never
 * leaves the driver. Equal to itself alone.
 */
public final class RecursiveTable implements Source, HasStatistics {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final StructType schema;
  private final transient LogicalPlan first;
  private final transient LogicalPlan next;
  private final WorkTable last;
  private final int mostLevels;
  private final transient OptionalLong enough;

  private RecursiveTable(
      String name,
      StructType schema,
      LogicalPlan first,
      LogicalPlan next,
      WorkTable last,
      int mostLevels,
      OptionalLong enough) {
    this.name = name;
    this.schema = schema;
    this.first = first;
    this.next = next;
    this.last = last;
    this.mostLevels = mostLevels;
    this.enough = enough;
  }

  /**
   * @param next reads {@code last}; gives the same types as {@code first}
   * @param mostLevels how often rows may come before that is an error
   */
  public RecursiveTable(
      String name,
      StructType schema,
      LogicalPlan first,
      LogicalPlan next,
      WorkTable last,
      int mostLevels) {
    this(name, schema, first, next, last, mostLevels, OptionalLong.empty());
  }

  public String name() {
    return name;
  }

  public LogicalPlan first() {
    return first;
  }

  public LogicalPlan next() {
    return next;
  }

  public WorkTable last() {
    return last;
  }

  public int mostLevels() {
    return mostLevels;
  }

  /** How many rows are enough for whoever reads it. */
  public OptionalLong enough() {
    return enough;
  }

  /** The same of other plans that give the same. */
  public RecursiveTable map(UnaryOperator<LogicalPlan> cheaper) {
    return new RecursiveTable(
        name, schema, cheaper.apply(first), cheaper.apply(next), last, mostLevels, enough);
  }

  /** The same for a reader whom so many rows are enough. */
  public RecursiveTable until(long rows) {
    return new RecursiveTable(name, schema, first, next, last, mostLevels, OptionalLong.of(rows));
  }

  @Override
  public String description() {
    return "recursive " + name;
  }

  @Override
  public StructType schema() {
    return schema;
  }

  @Override
  public Optional<TableStatistics> statistics(SourceContext context) {
    return Optional.of(WorkTable.supposed());
  }

  @Override
  public List<? extends Split> splits(ScanRequest request, SourceContext context) {
    throw new IllegalStateException(description() + " is computed step by step");
  }

  @Override
  public BatchReader open(Split split, ScanRequest request, SourceContext context) {
    throw new IllegalStateException(description() + " is computed step by step");
  }
}
