package io.brasa.connectors.csv;

import io.brasa.columnar.source.FileWriter;
import io.brasa.columnar.source.Sink;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.files.TextFileWriter;
import io.brasa.columnar.source.files.TextForm;
import io.brasa.columnar.text.TextOutput;
import io.brasa.columnar.type.StructType;
import java.util.List;

/**
 * Writes CSV files.
 *
 * @param columns places in the schema of the columns that files have; batches have these alone, or
 *     all of the schema
 */
record CsvSink(
    StructType schema, List<Integer> columns, CsvOptions options, boolean quotesAll, TextForm form)
    implements Sink {
  CsvSink {
    columns = List.copyOf(columns);
  }

  @Override
  public String fileSuffix() {
    return form.suffix(".csv");
  }

  @Override
  public FileWriter create(String path, SourceContext context) {
    TextOutput text = new TextOutput(options.zone(context), options.values().patterns());
    return new TextFileWriter(path, form, new CsvRowText(this), text, context);
  }
}
