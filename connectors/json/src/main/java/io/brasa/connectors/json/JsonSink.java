package io.brasa.connectors.json;

import io.brasa.columnar.source.FileWriter;
import io.brasa.columnar.source.Sink;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.files.TextFileWriter;
import io.brasa.columnar.source.files.TextForm;
import io.brasa.columnar.text.TextOutput;
import io.brasa.columnar.text.TimePatterns;
import io.brasa.columnar.type.StructType;
import java.time.ZoneId;
import java.util.List;

/**
 * Writes JSON lines.
 *
 * @param columns places in the schema of the columns that files have; batches have these alone, or
 *     all of the schema
 * @param zone that times are written in; null for the session's
 */
record JsonSink(
    StructType schema,
    List<Integer> columns,
    TimePatterns patterns,
    boolean omitsNulls,
    String lineSeparator,
    ZoneId zone,
    TextForm form)
    implements Sink {
  JsonSink {
    columns = List.copyOf(columns);
  }

  @Override
  public String fileSuffix() {
    return form.suffix(".json");
  }

  @Override
  public FileWriter create(String path, SourceContext context) {
    TextOutput text = new TextOutput(zone == null ? context.zone() : zone, patterns);
    return new TextFileWriter(path, form, new JsonRowText(this), text, context);
  }
}
