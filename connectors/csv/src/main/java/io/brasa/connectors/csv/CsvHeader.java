package io.brasa.connectors.csv;

import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.files.FileError;
import io.brasa.columnar.source.files.FileSplit;
import io.brasa.columnar.source.files.TableFile;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.StructField;
import io.brasa.runtime.error.EngineException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The texts of a file's first record.
 *
 * @param names as they stand there, also if it is no header
 */
record CsvHeader(List<String> names) {
  CsvHeader {
    names = List.copyOf(names);
  }

  /** Of a whole file; without names if the file has no record. */
  static CsvHeader of(TableFile file, CsvOptions options, SourceContext context) {
    CsvScanner none = new CsvScanner(options.dialect(), new int[0], 0, 1);
    FileSplit whole = new FileSplit(file, 0, file.sizeBytes());
    try (CsvRecords records = new CsvRecords(options.dialect(), none, whole, context)) {
      return read(records, options);
    }
  }

  /** Takes the next record away. */
  static CsvHeader read(CsvRecords records, CsvOptions options) {
    CsvScanner first = records.first();
    if (first == null) return new CsvHeader(List.of());
    int count = first.counts[0];
    if (count > options.dialect().mostColumns())
      throw new EngineException(
          FileError.SCHEMA_MISMATCH,
          "The first record of " + records.path() + " has " + count + " fields",
          "Check the separator, or raise the option maxColumns");
    CsvReading reading = new CsvReading(options, ZoneOffset.UTC);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++)
      names.add(
          CsvColumns.of(new StructField("", AtomicType.STRING), i, first, reading)
              .shown(records.bytes(), 0));
    return new CsvHeader(names);
  }

  /** The names as columns: what is empty is named by its place, what repeats gets its place. */
  List<String> columnNames() {
    Map<String, Integer> seen = new HashMap<>();
    for (String name : names) seen.merge(name.toLowerCase(Locale.ROOT), 1, Integer::sum);
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (name.isEmpty()) columns.add("_c" + i);
      else if (seen.get(name.toLowerCase(Locale.ROOT)) > 1) columns.add(name + i);
      else columns.add(name);
    }
    return columns;
  }

  /** Names by place alone. */
  List<String> places() {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) columns.add("_c" + i);
    return columns;
  }
}
