package io.brasa.connectors.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.type.StructType;
import io.brasa.runtime.storage.Storages;
import io.brasa.testkit.source.RecordingContext;
import io.brasa.testkit.source.SourceRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Text as CSV files and back. */
final class CsvFiles {
  private CsvFiles() {}

  static Path write(Path folder, String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, text.getBytes(UTF_8));
  }

  static Source open(Path path, StructType schema, String... options) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < options.length; i += 2) map.put(options[i], options[i + 1]);
    return new CsvSourceProvider()
        .open(
            new SourceOptions(List.of(path.toString()), map, Optional.ofNullable(schema)),
            Storages.ofThisHost());
  }

  static List<List<Object>> rows(Source source) {
    return SourceRows.of(source, new RecordingContext());
  }
}
