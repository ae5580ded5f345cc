package io.brasa.connectors.json;

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

/** Makes sinks of JSON lines. */
public final class JsonSinkProvider implements SinkProvider {
  private static final List<String> OPTIONS =
      List.of(
          "lineSep",
          "compression",
          "codec",
          "encoding",
          "charset",
          "timeZone",
          "ignoreNullFields",
          "dateFormat",
          "timestampFormat",
          "timestampNTZFormat");

  @Override
  public String format() {
    return "json";
  }

  @Override
  public Sink open(
      SourceOptions given, StructType schema, List<Integer> partitionColumns, Storages storages) {
    FormatOptions options = new FormatOptions("json", given, OPTIONS);
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      if (partitionColumns.contains(i)) continue;
      StructField field = schema.field(i);
      if (!JsonColumn.isServed(field.dataType()))
        throw new EngineException(
            FileError.FORMAT_TYPE_UNSUPPORTED,
            "Column "
                + field.name()
                + " is of type "
                + field.dataType()
                + ", which JSON has no form for",
            "Cast it to a string, or write another format");
      columns.add(i);
    }
    return new JsonSink(
        schema,
        columns,
        JsonOptions.patterns(options),
        options.flag("ignoreNullFields", true),
        FormatOptions.unescaped(options.text("lineSep", "\n")),
        options.zone().orElse(null),
        TextForm.of(options));
  }
}
