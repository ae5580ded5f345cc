package io.brasa.connectors.parquet;

import io.brasa.columnar.source.Sink;
import io.brasa.columnar.source.SinkProvider;
import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.type.StructType;
import io.brasa.connectors.parquet.write.FileWriting;
import io.brasa.connectors.parquet.write.WriteOptions;
import io.brasa.runtime.storage.Storages;
import java.util.ArrayList;
import java.util.List;

/** Makes sinks of Parquet files. */
public final class ParquetSinkProvider implements SinkProvider {
  @Override
  public String format() {
    return "parquet";
  }

  @Override
  public Sink open(
      SourceOptions options, StructType schema, List<Integer> partitionColumns, Storages storages) {
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) if (!partitionColumns.contains(i)) columns.add(i);
    FileWriting.check(schema.select(columns));
    return new ParquetSink(schema, columns, WriteOptions.of(options));
  }
}
