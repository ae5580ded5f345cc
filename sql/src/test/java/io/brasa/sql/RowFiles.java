package io.brasa.sql;

import io.brasa.columnar.source.BatchReader;
import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.source.SourceProvider;
import io.brasa.columnar.source.Split;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.Storages;
import io.brasa.runtime.storage.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A format of the tests': lines of texts between bars, in any folders. */
public final class RowFiles implements SourceProvider {
  @Override
  public String format() {
    return "rows";
  }

  @Override
  public Source open(SourceOptions options, Storages storages) {
    List<String> files = new ArrayList<>();
    for (String path : options.paths()) {
      Storages.Located place = storages.resolve(path);
      collect(place.storage(), place.path(), files);
    }
    return new Files(
        files, options.schema().orElse(new StructType().add("value", AtomicType.STRING)));
  }

  private static void collect(Storage storage, String folder, List<String> files) {
    if (folder.endsWith(".rows")) {
      files.add(folder);
      return;
    }
    for (StoredFile file : storage.list(folder)) {
      if (file.isFolder()) collect(storage, file.path(), files);
      else if (file.path().endsWith(".rows")) files.add(file.path());
    }
  }

  private record File(String path) implements Split {
    @Override
    public long sizeBytes() {
      return 1;
    }
  }

  private record Files(List<String> paths, StructType schema) implements Source {
    @Override
    public String description() {
      return "rows " + paths;
    }

    @Override
    public List<? extends Split> splits(ScanRequest request, SourceContext context) {
      return paths.stream().map(File::new).toList();
    }

    @Override
    public BatchReader open(Split split, ScanRequest request, SourceContext context) {
      Storages.Located place = context.storages().resolve(((File) split).path());
      String text;
      try (InputStream in = place.storage().open(place.path(), 0, Long.MAX_VALUE)) {
        text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      List<String> lines = text.lines().toList();
      List<Vector> columns = new ArrayList<>();
      for (int column : request.columns()) {
        VectorBuilder builder = VectorBuilder.of(AtomicType.STRING, lines.size());
        for (String line : lines) Values.append(builder, line.split("\\|", -1)[column]);
        columns.add(builder.build());
      }
      Batch batch = Batch.of(lines.size(), columns);
      return new BatchReader() {
        private boolean isDone = batch.length() == 0;

        @Override
        public Batch next() {
          if (isDone) return null;
          isDone = true;
          return batch;
        }

        @Override
        public void close() {}
      };
    }
  }
}
