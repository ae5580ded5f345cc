package io.brasa.sql;

import io.brasa.columnar.source.FileWriter;
import io.brasa.columnar.source.Sink;
import io.brasa.columnar.source.SinkProvider;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Values;
import io.brasa.runtime.storage.Storages;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes {@link RowFiles}; the option {@code poison} names a value that cannot be written. */
public final class RowFileSinks implements SinkProvider {
  @Override
  public String format() {
    return "rows";
  }

  @Override
  public Sink open(
      SourceOptions options, StructType schema, List<Integer> partitions, Storages storages) {
    return new Lines(partitions, options.option("poison", ""));
  }

  private record Lines(List<Integer> left, String poison) implements Sink {
    @Override
    public String fileSuffix() {
      return ".rows";
    }

    @Override
    public FileWriter create(String path, SourceContext context) {
      Storages.Located place = context.storages().resolve(path);
      return new Writer(place.storage().create(place.path()), this);
    }
  }

  private static final class Writer implements FileWriter {
    private final OutputStream out;
    private final Lines lines;

    Writer(OutputStream out, Lines lines) {
      this.out = out;
      this.lines = lines;
    }

    @Override
    public void write(Batch batch) {
      Batch dense = batch.dense();
      try {
        for (int row = 0; row < dense.length(); row++) {
          StringBuilder line = new StringBuilder();
          for (int column = 0; column < dense.columns().size(); column++) {
            if (lines.left.contains(column)) continue;
            String value = String.valueOf(Values.get(dense.column(column), row));
            if (value.equals(lines.poison)) throw new IllegalStateException("poison");
            line.append(line.isEmpty() ? "" : "|").append(value);
          }
          out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public long sizeBytes() {
      return 0;
    }

    @Override
    public void finish() {
      try {
        out.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      try {
        out.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
