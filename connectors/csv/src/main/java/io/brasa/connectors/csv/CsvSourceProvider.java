package io.brasa.connectors.csv;

import io.brasa.columnar.source.Looking;
import io.brasa.columnar.source.LooksFirst;
import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.source.files.Chance;
import io.brasa.columnar.source.files.FileError;
import io.brasa.columnar.source.files.FileListing;
import io.brasa.columnar.source.files.FileSplit;
import io.brasa.columnar.source.files.FileSplits;
import io.brasa.columnar.source.files.FileTable;
import io.brasa.columnar.source.files.FormatOptions;
import io.brasa.columnar.source.files.FoundTypes;
import io.brasa.columnar.source.files.OpeningContext;
import io.brasa.columnar.source.files.TableFile;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Opens CSV files as a table. Columns are strings named by the header or {@code _c0, _c1, …} unless
 * a schema is given or the option {@code inferSchema} has the types found, for which the files are
 * read once.
 */
public final class CsvSourceProvider implements LooksFirst {
  @Override
  public String format() {
    return "csv";
  }

  @Override
  public Source open(SourceOptions given, Storages storages) {
    return open(given, storages, Looking.here(new OpeningContext(storages)));
  }

  @Override
  public Source open(SourceOptions given, Storages storages, Looking looking) {
    FormatOptions named = new FormatOptions("csv", given, CsvOptions.READ);
    CsvOptions options = CsvOptions.read(given);
    FileTable table = FileListing.list(given, named, storages).encoded(named.encoding());
    StructType data =
        given
            .schema()
            .map(table::dataColumns)
            .orElseGet(() -> found(given, named, options, table, storages, looking));
    check(data, options);
    return new CsvSource("csv " + String.join(", ", given.paths()), table, data, options);
  }

  private static StructType found(
      SourceOptions given,
      FormatOptions named,
      CsvOptions options,
      FileTable table,
      Storages storages,
      Looking looking) {
    SourceContext context = new OpeningContext(storages);
    Optional<CsvHeader> header = firstRecord(table, options, context);
    if (header.isEmpty())
      throw new EngineException(
          FileError.SCHEMA_NOT_FOUND,
          "No record is in " + String.join(", ", given.paths()) + " to find columns from",
          "Give a schema to read it as an empty table");
    List<String> names = options.hasHeader() ? header.get().columnNames() : header.get().places();
    List<DataType> types =
        named.flag("inferSchema", false)
            ? types(names.size(), named.fraction("samplingRatio", 1), options, table, looking)
            : Collections.nCopies(names.size(), AtomicType.STRING);
    List<StructField> fields = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) fields.add(new StructField(names.get(i), types.get(i)));
    return new StructType(fields);
  }

  private static List<DataType> types(
      int count, double ratio, CsvOptions options, FileTable table, Looking looking) {
    List<FileSplit> splits = FileSplits.of(table, options.pieceBytes());
    List<DataType> types = Collections.nCopies(count, AtomicType.NULL);
    for (List<DataType> found :
        looking.at(splits, new CsvLook(options, count, new Chance(ratio), table.tolerance())))
      types = FoundTypes.mergedByPlace(types, found);
    return types.stream().map(FoundTypes::settled).toList();
  }

  private static Optional<CsvHeader> firstRecord(
      FileTable table, CsvOptions options, SourceContext context) {
    for (TableFile file : table.files()) {
      if (file.sizeBytes() == 0) continue;
      try {
        CsvHeader header = CsvHeader.of(file, options, context);
        if (!header.names().isEmpty()) return Optional.of(header);
      } catch (EngineException e) {
        table.tolerance().tolerate(e, context);
      }
    }
    return Optional.empty();
  }

  private static void check(StructType data, CsvOptions options) {
    for (StructField field : data.fields()) {
      boolean isServed = CsvColumns.isServed(field.dataType());
      boolean isCorrupt = field.name().equals(options.corruptColumn());
      if (isServed && (!isCorrupt || field.dataType() == AtomicType.STRING)) continue;
      throw new EngineException(
          FileError.FORMAT_TYPE_UNSUPPORTED,
          "Column "
              + field.name()
              + " is of type "
              + field.dataType()
              + (isServed ? ", but holds the text of bad records" : ", which CSV has no form for"),
          "Read it as a string");
    }
  }
}
