package io.brasa.connectors.parquet;

import io.brasa.columnar.source.FileWriter;
import io.brasa.columnar.source.Sink;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.type.StructType;
import io.brasa.connectors.parquet.write.FileWriting;
import io.brasa.connectors.parquet.write.WriteOptions;
import java.util.List;

/**
 * Writes Parquet files.
 *
 * @param schema of the rows
 * @param columns places in the schema of the columns that files have
 */
public record ParquetSink(StructType schema, List<Integer> columns, WriteOptions options)
    implements Sink {
  public ParquetSink {
    columns = List.copyOf(columns);
  }

  @Override
  public String fileSuffix() {
    return options.suffix();
  }

  /**
   * The batches written have all columns of the schema, or those that files have, in their order.
   */
  @Override
  public FileWriter create(String path, SourceContext context) {
    return new FileWriting(path, schema, columns, options, context);
  }
}
