package io.brasa.connectors.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.source.Source;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.StructType;
import io.brasa.runtime.error.EngineException;
import io.brasa.testkit.source.RecordingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that is not UTF-8. */
final class TestCsvEncodings {
  private static final int ROWS = 9_000;

  @TempDir Path folder;

  /** Letters that one byte of UTF-8 does not hold, and where the encoding has them, two units. */
  private static String letters(String encoding) {
    if (encoding.toUpperCase(Locale.ROOT).startsWith("UTF")) return "żółć 水 😀";
    return encoding.equals("windows-1252") ? "Müller – 5 €" : "Müller ½";
  }

  private static String text(String letters) {
    StringBuilder text = new StringBuilder("n,naïve\n");
    for (int i = 0; i < ROWS; i++)
      text.append(i).append(",\"").append(letters).append(i).append("\"\r\n");
    return text.toString();
  }

  private static List<List<Object>> expected(String letters) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) rows.add(List.of(i, letters + i));
    return rows;
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "utf-32", "ISO-8859-1", "windows-1252"})
  void textIsReadWhateverItsEncoding(String encoding) throws IOException {
    String letters = letters(encoding);
    byte[] bytes = text(letters).getBytes(Charset.forName(encoding));
    Path plain = Files.write(folder.resolve("plain.csv"), bytes);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    Path zipped = Files.write(folder.resolve("packed.csv.gz"), packed.toByteArray());
    for (Path file : List.of(plain, zipped)) {
      Source source =
          CsvFiles.open(
              file,
              null,
              "encoding",
              encoding,
              "header",
              "true",
              "inferSchema",
              "true",
              "maxSplitBytes",
              "5000");
      assertEquals("naïve", source.schema().field(1).name());
      assertEquals(AtomicType.INTEGER, source.schema().field(0).dataType());
      assertEquals(1, source.splits(ScanRequest.of(List.of(0)), new RecordingContext()).size());
      assertEquals(expected(letters), CsvFiles.rows(source), file.toString());
    }
  }

  /**
   * The mark before the text is none of it, also where the encoding says which bytes come first.
   */
  @Test
  void aMarkIsNoText() throws IOException {
    for (String encoding : List.of("UTF-16LE", "UTF-16BE")) {
      Path file = folder.resolve(encoding + ".csv");
      Files.write(file, "\uFEFFa,b\n1,x\n".getBytes(Charset.forName(encoding)));
      Source source = CsvFiles.open(file, null, "charset", encoding, "header", "true");
      assertEquals("a", source.schema().field(0).name());
      assertEquals(List.of(List.of("1", "x")), CsvFiles.rows(source));
    }
  }

  @Test
  void errorsNameTheLine() throws IOException {
    Path file = folder.resolve("t.csv");
    Files.write(file, "1,ä\n2,ö\nx,ü\n".getBytes(Charset.forName("UTF-16LE")));
    StructType schema = new StructType().add("n", AtomicType.INTEGER).add("s", AtomicType.STRING);
    Source source = CsvFiles.open(file, schema, "encoding", "UTF-16LE", "mode", "FAILFAST");
    EngineException error = assertThrows(EngineException.class, () -> CsvFiles.rows(source));
    assertTrue(error.getMessage().contains("line 3 (byte 10)"), error.getMessage());
  }

  @Test
  void whatIsNoTextIsMarked() throws IOException {
    Path file = Files.write(folder.resolve("t.csv"), new byte[] {'a', 0, 0, (byte) 0xD8, '\n', 0});
    assertEquals(
        List.of(List.of("a\uFFFD")),
        CsvFiles.rows(CsvFiles.open(file, null, "encoding", "UTF-16LE")));
  }

  @Test
  void timesAreThoseOfAZone() throws IOException {
    Path file = CsvFiles.write(folder, "t.csv", "2026-01-31 12:00:00\n2026-01-31T12:00:00Z\n");
    StructType schema = new StructType().add("t", AtomicType.TIMESTAMP);
    assertEquals(
        List.of(
            List.of(Instant.parse("2026-01-31T17:00:00Z")),
            List.of(Instant.parse("2026-01-31T12:00:00Z"))),
        CsvFiles.rows(CsvFiles.open(file, schema, "timeZone", "America/New_York")));
  }
}
