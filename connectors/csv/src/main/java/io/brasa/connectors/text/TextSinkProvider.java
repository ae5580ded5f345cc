package io.brasa.connectors.text;

import io.brasa.columnar.source.Sink;
import io.brasa.columnar.source.SinkProvider;
import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.source.files.FileError;
import io.brasa.columnar.source.files.FormatOptions;
import io.brasa.columnar.source.files.TextForm;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.StructType;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storages;
import java.util.List;
import java.util.stream.IntStream;

/** Makes sinks of one string column, each value a line. A null is an empty line, as in Spark. */
public final class TextSinkProvider implements SinkProvider {
  @Override
  public String format() {
    return "text";
  }

  @Override
  public Sink open(
      SourceOptions given, StructType schema, List<Integer> partitionColumns, Storages storages) {
    FormatOptions options =
        new FormatOptions(
            "text", given, List.of("lineSep", "compression", "codec", "encoding", "charset"));
    List<Integer> columns =
        IntStream.range(0, schema.size())
            .filter(i -> !partitionColumns.contains(i))
            .boxed()
            .toList();
    if (columns.size() != 1 || schema.field(columns.getFirst()).dataType() != AtomicType.STRING)
      throw new EngineException(
          FileError.FORMAT_TYPE_UNSUPPORTED,
          "The format text holds one column of type string, and the rows are "
              + schema.select(columns),
          "Select one string column, or write another format");
    return new TextSink(
        schema.size(),
        columns.getFirst(),
        FormatOptions.unescaped(options.text("lineSep", "\n")),
        TextForm.of(options));
  }
}
