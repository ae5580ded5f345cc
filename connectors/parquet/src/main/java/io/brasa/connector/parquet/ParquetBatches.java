package io.brasa.connector.parquet;

import io.brasa.columnar.source.BatchReader;
import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.Batch;
import io.brasa.connector.parquet.format.Place;
import io.brasa.connector.parquet.prune.PagePruning;
import io.brasa.connector.parquet.read.GroupReader;
import io.brasa.connector.parquet.schema.Shape;
import io.brasa.connector.parquet.schema.Shaping;
import io.brasa.runtime.storage.Storage;
import java.util.List;

/** The rows of one split. */
final class ParquetBatches implements BatchReader {
  private final GroupReader reader;

  ParquetBatches(
      ParquetSplit split, StructType schema, ScanRequest request, SourceContext context) {
    String path = split.file().path();
    Storage storage = context.storages().resolve(path).storage();
    List<Shape> shapes = Shaping.shapes(schema, split.root(), Place.footer(path));
    Place place = new Place(path, split.group().ordinal(), "");
    PagePruning pruning =
        PagePruning.of(
            storage, place, split.file().sizeBytes(), split.group(), request, shapes, context);
    this.reader =
        new GroupReader(
            storage,
            place,
            split.group(),
            request,
            shapes,
            pruning.maps(),
            pruning.rows(),
            context);
  }

  @Override
  public Batch next() {
    return reader.next();
  }

  @Override
  public void close() {
    reader.close();
  }
}
