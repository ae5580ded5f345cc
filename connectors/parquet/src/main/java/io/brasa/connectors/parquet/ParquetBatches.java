package io.brasa.connectors.parquet;

import io.brasa.columnar.source.BatchReader;
import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.files.TableFile;
import io.brasa.columnar.vector.Batch;
import io.brasa.connectors.parquet.format.ParquetError;
import io.brasa.connectors.parquet.format.Place;
import io.brasa.connectors.parquet.prune.PagePruning;
import io.brasa.connectors.parquet.read.GroupReader;
import io.brasa.connectors.parquet.schema.Shape;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.StoredFile;
import java.util.List;
import java.util.Optional;

/** The rows of one split. */
final class ParquetBatches implements BatchReader {
  private final GroupReader reader;

  ParquetBatches(
      ParquetSplit split, ParquetSource source, ScanRequest request, SourceContext context) {
    String path = split.file().path();
    Storage storage = context.storages().resolve(path).storage();
    requireUnchanged(split.file(), storage);
    List<Shape> shapes = source.shapes(split);
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

  /** Places in the footer would mean other bytes now. */
  private static void requireUnchanged(TableFile file, Storage storage) {
    Optional<StoredFile> now = storage.status(file.path());
    boolean isSame =
        now.isPresent()
            && now.get().sizeBytes() == file.sizeBytes()
            && now.get().modifiedMillis() == file.modifiedMillis();
    if (isSame) return;
    throw new EngineException(
        now.isEmpty() ? RuntimeError.PATH_NOT_FOUND : ParquetError.PARQUET_FILE_CHANGED,
        "The Parquet file "
            + file.path()
            + (now.isEmpty() ? " is gone" : " was changed")
            + " since the table was opened",
        "Open the table again");
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
