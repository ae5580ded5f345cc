package io.brasa.connectors.csv;

import io.brasa.columnar.source.Sink;
import io.brasa.columnar.source.SinkProvider;
import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.source.files.FileError;
import io.brasa.columnar.source.files.FormatOptions;
import io.brasa.columnar.source.files.TextForm;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storages;
import java.util.ArrayList;
import java.util.List;

/** Makes sinks of CSV files. */
public final class CsvSinkProvider implements SinkProvider {
  @Override
  public String format() {
    return "csv";
  }

  @Override
  public Sink open(
      SourceOptions given, StructType schema, List<Integer> partitionColumns, Storages storages) {
    FormatOptions options = new FormatOptions("csv", given, CsvOptions.WRITE);
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      if (partitionColumns.contains(i)) continue;
      StructField field = schema.field(i);
      if (!CsvColumns.isServed(field.dataType()))
        throw new EngineException(
            FileError.FORMAT_TYPE_UNSUPPORTED,
            "Column "
                + field.name()
                + " is of type "
                + field.dataType()
                + ", which CSV has no form for",
            "Cast it to a string, or write another format");
      columns.add(i);
    }
    return new CsvSink(
        schema,
        columns,
        CsvOptions.write(options),
        options.flag("quoteAll", false),
        TextForm.of(options));
  }
}
