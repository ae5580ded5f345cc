package io.brasa.connectors.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.StructType;
import io.brasa.runtime.storage.Storages;
import io.brasa.testkit.source.RecordingContext;
import io.brasa.testkit.source.RoundTrip;
import io.brasa.testkit.source.SourceContract;
import io.brasa.testkit.source.SourceRows;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TestText extends SourceContract {
  private static final int ROWS = 30_000;

  private Source open(String text, Map<String, String> options) throws Exception {
    Files.write(folder.resolve("t.txt"), text.getBytes(UTF_8));
    return new TextSourceProvider()
        .open(
            new SourceOptions(
                List.of(folder.resolve("t.txt").toString()), options, Optional.empty()),
            Storages.ofThisHost());
  }

  private static List<List<Object>> rows(Source source) {
    return SourceRows.of(source, new RecordingContext());
  }

  @Override
  public Source table() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < ROWS; i++) text.append("line ").append(i).append('\n');
    java.nio.file.Path part = folder.resolve("hour=3").resolve("t.txt");
    if (!Files.exists(part)) {
      Files.createDirectories(part.getParent());
      Files.writeString(part, text);
    }
    return new TextSourceProvider()
        .open(
            new SourceOptions(
                List.of(folder.toString()), Map.of("maxSplitBytes", "70000"), Optional.empty()),
            Storages.ofThisHost());
  }

  @Override
  public List<List<Object>> rows() {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) rows.add(List.of("line " + i, 3));
    return rows;
  }

  @Test
  void cutsAtAnyByteByAnySeparator() throws Exception {
    for (String end : List.of("", "\n", "\r\n", "||", "--|", "é")) {
      String separator = end.isEmpty() ? "\r" : end;
      String text = String.join(separator, "a|b", "", "é-", "-", "last");
      boolean isTold = !end.isEmpty() && !end.endsWith("\n");
      Map<String, String> options = isTold ? Map.of("lineSep", separator) : Map.of();
      List<List<Object>> whole = rows(open(text, options));
      for (int bytes = 1; bytes < 30; bytes++) {
        Map<String, String> cut = new java.util.HashMap<>(options);
        cut.put("maxSplitBytes", "" + bytes);
        assertEquals(whole, rows(open(text, cut)), separator + " by " + bytes);
      }
      if (!separator.equals("é")) assertEquals(5, whole.size(), separator);
    }
  }

  @Test
  void wholeFilesAreRows() throws Exception {
    assertEquals(List.of(List.of("a\nb\n")), rows(open("a\nb\n", Map.of("wholetext", "true"))));
    assertEquals(List.of(List.of("a"), List.of("b")), rows(open("a\nb\n", Map.of())));
  }

  @Test
  void linesAreWrittenAndReadBack() {
    StructType schema = new StructType().add("value", AtomicType.STRING);
    List<List<Object>> rows = List.of(List.of("x"), List.of(""), List.of("ü, \"y\""));
    Source source =
        RoundTrip.writeAndOpen(
            new TextSinkProvider(),
            new TextSourceProvider(),
            folder.resolve("out"),
            schema,
            rows,
            Map.of("compression", "gzip"),
            Map.of());
    assertEquals(rows, rows(source));
  }
}
