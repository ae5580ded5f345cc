package io.brasa.connectors.json;

import io.brasa.columnar.source.Looking;
import io.brasa.columnar.source.LooksFirst;
import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.source.files.FileError;
import io.brasa.columnar.source.files.FileListing;
import io.brasa.columnar.source.files.FileSplits;
import io.brasa.columnar.source.files.FileTable;
import io.brasa.columnar.source.files.FormatOptions;
import io.brasa.columnar.source.files.FoundTypes;
import io.brasa.columnar.source.files.OpeningContext;
import io.brasa.columnar.source.files.RecordMode;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storages;

/** Opens JSON files as a table. The schema is found by reading them once unless one is given. */
public final class JsonSourceProvider implements LooksFirst {
  @Override
  public String format() {
    return "json";
  }

  @Override
  public Source open(SourceOptions given, Storages storages) {
    return open(given, storages, Looking.here(new OpeningContext(storages)));
  }

  @Override
  public Source open(SourceOptions given, Storages storages, Looking looking) {
    FormatOptions named = new FormatOptions("json", given, JsonOptions.READ);
    JsonOptions options = JsonOptions.of(named);
    FileTable table = FileListing.list(given, named, storages).encoded(named.encoding());
    StructType data =
        given
            .schema()
            .map(table::dataColumns)
            .orElseGet(() -> found(given, options, table, looking));
    for (StructField field : data.fields()) {
      boolean isCorrupt = field.name().equals(options.corruptColumn());
      if (JsonColumn.isServed(field.dataType())
          && (!isCorrupt || field.dataType() == AtomicType.STRING)) continue;
      throw new EngineException(
          FileError.FORMAT_TYPE_UNSUPPORTED,
          "Column "
              + field.name()
              + " is of type "
              + field.dataType()
              + (isCorrupt
                  ? ", but holds the text of bad records"
                  : ", which JSON has no form for"),
          "Read it as a string");
    }
    return new JsonSource("json " + String.join(", ", given.paths()), table, data, options);
  }

  private static StructType found(
      SourceOptions given, JsonOptions options, FileTable table, Looking looking) {
    DataType type = new StructType();
    boolean hasBad = false;
    for (JsonLook.Found found :
        looking.at(
            FileSplits.of(table, options.pieceBytes()), new JsonLook(options, table.tolerance()))) {
      type = FoundTypes.merged(type, found.type());
      hasBad |= found.hasBad();
    }
    StructType schema = (StructType) FoundTypes.settled(type);
    boolean keepsBad =
        hasBad
            && options.mode() == RecordMode.PERMISSIVE
            && schema.indexOf(options.corruptColumn()).isEmpty();
    if (keepsBad) schema = schema.add(options.corruptColumn(), AtomicType.STRING);
    if (schema.size() > 0) return table.dataColumns(schema);
    throw new EngineException(
        FileError.SCHEMA_NOT_FOUND,
        "No object with fields is in " + String.join(", ", given.paths()),
        "Give a schema");
  }
}
