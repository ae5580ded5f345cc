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
import java.util.Map;
import java.util.Optional;

/**
 * The rows that the last step of a {@link RecursiveTable} has given: a source to the optimiser, in
 * whose place whoever runs the plan puts these rows. Never leaves the driver. Equal to itself
 * alone.
 */
public final class WorkTable implements Source, HasStatistics {
  private static final long serialVersionUID = 1L;
  private static final long SUPPOSED_ROWS = 1_000;

  private final String name;
  private final StructType schema;

  public WorkTable(String name, StructType schema) {
    this.name = name;
    this.schema = schema;
  }

  @Override
  public String description() {
    return "last rows of " + name;
  }

  @Override
  public StructType schema() {
    return schema;
  }

  /** Nothing is known of it; few rows are supposed. */
  @Override
  public Optional<TableStatistics> statistics(SourceContext context) {
    return Optional.of(supposed());
  }

  static TableStatistics supposed() {
    return new TableStatistics(SUPPOSED_ROWS, SUPPOSED_ROWS * Long.BYTES, Map.of());
  }

  @Override
  public List<? extends Split> splits(ScanRequest request, SourceContext context) {
    throw new IllegalStateException("rows are put in the place of " + description());
  }

  @Override
  public BatchReader open(Split split, ScanRequest request, SourceContext context) {
    throw new IllegalStateException("rows are put in the place of " + description());
  }
}
