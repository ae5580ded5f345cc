package io.brasa.sql.analysis;

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

/** A table of which all is known but its rows. */
public record KnownSource(String description, StructType schema, TableStatistics known)
    implements Source, HasStatistics {
  @Override
  public Optional<TableStatistics> statistics(SourceContext context) {
    return Optional.of(known);
  }

  @Override
  public List<Split> splits(ScanRequest request, SourceContext context) {
    throw new UnsupportedOperationException();
  }

  @Override
  public BatchReader open(Split split, ScanRequest request, SourceContext context) {
    throw new UnsupportedOperationException();
  }
}
