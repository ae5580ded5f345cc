package io.brasa.connectors.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.source.files.FileError;
import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.StructType;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storages;
import io.brasa.testkit.source.RecordingContext;
import io.brasa.testkit.source.RoundTrip;
import io.brasa.testkit.source.SourceRows;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestCsvRoundTrip {
  private static final StructType ALL =
      new StructType()
          .add("text", AtomicType.STRING)
          .add("truth", AtomicType.BOOLEAN)
          .add("tiny", AtomicType.BYTE)
          .add("small", AtomicType.SHORT)
          .add("int", AtomicType.INTEGER)
          .add("long", AtomicType.LONG)
          .add("float", AtomicType.FLOAT)
          .add("double", AtomicType.DOUBLE)
          .add("short decimal", new DecimalType(17, 5))
          .add("wide, decimal", new DecimalType(38, 9))
          .add("day", AtomicType.DATE)
          .add("moment", AtomicType.TIMESTAMP)
          .add("local", AtomicType.TIMESTAMP_NTZ)
          .add("more", AtomicType.STRING);

  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadBack() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Map<String, String>> dialects =
        List.of(
            Map.of(),
            Map.of("header", "true", "compression", "gzip"),
            Map.of("sep", ";", "quote", "'", "escape", "'"),
            Map.of("sep", "\\t", "escape", "\"", "quoteAll", "true"),
            Map.of("comment", "#", "nullValue", "\u0002"),
            Map.of("lineSep", "\u0003"));
    for (int i = 0; i < dialects.size(); i++) {
      for (boolean isMultiLine : new boolean[] {true, false}) {
        String[] ends = isMultiLine ? new String[] {"\n", "\r\n", "\r"} : new String[0];
        List<List<Object>> rows = new RoundTrip(random, ends).rows(ALL, 1_000);
        Map<String, String> reading = new HashMap<>(dialects.get(i));
        reading.keySet().removeAll(List.of("compression", "quoteAll"));
        reading.put("mode", "FAILFAST");
        reading.put("multiLine", "" + isMultiLine);
        Source source =
            RoundTrip.writeAndOpen(
                new CsvSinkProvider(),
                new CsvSourceProvider(),
                folder.resolve(i + "-" + isMultiLine),
                ALL,
                rows,
                dialects.get(i),
                reading);
        List<List<Object>> read = SourceRows.of(source, new RecordingContext());
        for (int row = 0; row < rows.size(); row++)
          assertEquals(
              rows.get(row), read.get(row), dialects.get(i) + ", row " + row + ", seed " + seed);
        assertEquals(rows.size(), read.size());
      }
    }
  }

  @Test
  void refusesTypesWithoutForm() {
    EngineException failure =
        assertThrows(
            EngineException.class,
            () ->
                new CsvSinkProvider()
                    .open(
                        new SourceOptions(List.of(), Map.of(), Optional.empty()),
                        new StructType().add("list", new ArrayType(AtomicType.INTEGER)),
                        List.of(),
                        Storages.ofThisHost()));
    assertEquals(FileError.FORMAT_TYPE_UNSUPPORTED, failure.code());
    assertEquals("Column list is of type array<int>, which CSV has no form for", failure.what());
  }
}
