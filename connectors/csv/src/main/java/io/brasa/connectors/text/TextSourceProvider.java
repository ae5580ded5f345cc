package io.brasa.connectors.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.source.SourceProvider;
import io.brasa.columnar.source.files.FileError;
import io.brasa.columnar.source.files.FileListing;
import io.brasa.columnar.source.files.FileSplits;
import io.brasa.columnar.source.files.FileTable;
import io.brasa.columnar.source.files.FormatOptions;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.StructType;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storages;
import java.util.List;

/**
 * Opens files as a table of lines: one column {@code value}, or what a schema of one string column
 * names it. With {@code wholetext} each file is one row.
 */
public final class TextSourceProvider implements SourceProvider {
  private static final List<String> OPTIONS =
      List.of("wholetext", "lineSep", "encoding", "maxSplitBytes");

  @Override
  public String format() {
    return "text";
  }

  @Override
  public Source open(SourceOptions given, Storages storages) {
    FormatOptions options = new FormatOptions("text", given, OPTIONS);
    FileTable table = FileListing.list(given, options, storages).encoded(options.encoding());
    StructType data =
        given
            .schema()
            .map(table::dataColumns)
            .orElseGet(() -> new StructType().add("value", AtomicType.STRING));
    if (data.size() > 1 || data.size() == 1 && data.field(0).dataType() != AtomicType.STRING)
      throw new EngineException(
          FileError.FORMAT_TYPE_UNSUPPORTED,
          "The format text has one column of type string, and the schema is " + data,
          "Give a schema of one string column, or none");
    String separator = FormatOptions.unescaped(options.text("lineSep", ""));
    long most = options.number("maxSplitBytes", FileSplits.DEFAULT_BYTES);
    if (most < 1) throw options.wrong("maxSplitBytes", "a number above 0");
    return new TextSource(
        "text " + String.join(", ", given.paths()),
        table,
        data,
        options.flag("wholetext", false),
        separator.isEmpty() ? null : separator,
        most);
  }

  static byte[] bytes(String separator) {
    return separator == null ? null : separator.getBytes(UTF_8);
  }
}
