package io.brasa.connectors.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Arrays.asList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.source.files.FileError;
import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructType;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storages;
import io.brasa.testkit.source.RecordingContext;
import io.brasa.testkit.source.RoundTrip;
import io.brasa.testkit.source.SourceContract;
import io.brasa.testkit.source.SourceRows;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TestJson extends SourceContract {
  private static final int ROWS = 20_000;
  private static final StructType TWO =
      new StructType().add("a", AtomicType.INTEGER).add("b", AtomicType.STRING);

  private Source open(String text, StructType schema, String... options) throws Exception {
    Files.write(folder.resolve("t.json"), text.getBytes(UTF_8));
    return opened("t.json", schema, options);
  }

  private Source opened(String name, StructType schema, String... options) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < options.length; i += 2) map.put(options[i], options[i + 1]);
    return new JsonSourceProvider()
        .open(
            new SourceOptions(
                List.of(folder.resolve(name).toString()), map, Optional.ofNullable(schema)),
            Storages.ofThisHost());
  }

  private static List<List<Object>> rows(Source source) {
    return SourceRows.of(source, new RecordingContext());
  }

  @Override
  public Source table() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < ROWS; i++)
      text.append("{\"n\": ")
          .append(i)
          .append(", \"s\": {\"l\": [")
          .append(i)
          .append(", null]}, \"t\": \"é")
          .append(i)
          .append("\"}\n");
    Files.createDirectories(folder.resolve("t/p=x%2Fy"));
    if (!Files.exists(folder.resolve("t/p=x%2Fy/t.json")))
      Files.write(folder.resolve("t/p=x%2Fy/t.json"), text.toString().getBytes(UTF_8));
    return opened("t", null, "maxSplitBytes", "200000");
  }

  @Override
  public List<List<Object>> rows() {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++)
      rows.add(asList((long) i, List.of(asList((long) i, null)), "é" + i, "x/y"));
    return rows;
  }

  @Test
  void whatIsWrittenIsReadBack() {
    StructType inner =
        new StructType().add("x", AtomicType.DOUBLE).add("l", new ArrayType(AtomicType.STRING));
    StructType schema =
        new StructType()
            .add("truth", AtomicType.BOOLEAN)
            .add("tiny", AtomicType.BYTE)
            .add("small", AtomicType.SHORT)
            .add("int", AtomicType.INTEGER)
            .add("long", AtomicType.LONG)
            .add("float", AtomicType.FLOAT)
            .add("double", AtomicType.DOUBLE)
            .add("d\"1", new DecimalType(18, 3))
            .add("d2", new DecimalType(38, 10))
            .add("day", AtomicType.DATE)
            .add("moment", AtomicType.TIMESTAMP)
            .add("local", AtomicType.TIMESTAMP_NTZ)
            .add("bytes", AtomicType.BINARY)
            .add("text", AtomicType.STRING)
            .add("lists", new ArrayType(new ArrayType(AtomicType.INTEGER)))
            .add("struct", inner)
            .add("map", new MapType(AtomicType.STRING, inner));
    long seed = System.nanoTime();
    for (Map<String, String> writing :
        List.of(
            Map.<String, String>of(), Map.of("ignoreNullFields", "false", "compression", "gzip"))) {
      List<List<Object>> rows =
          new RoundTrip(new Random(seed), "\n", "\r\n", "\u2028").rows(schema, 2_000);
      Source source =
          RoundTrip.writeAndOpen(
              new JsonSinkProvider(),
              new JsonSourceProvider(),
              folder.resolve("w" + writing.size()),
              schema,
              rows,
              writing,
              Map.of("mode", "FAILFAST"));
      List<List<Object>> expected = RoundTrip.comparable(rows);
      List<List<Object>> read = rows(source);
      for (int row = 0; row < rows.size(); row++)
        assertEquals(expected.get(row), read.get(row), "row " + row + ", seed " + seed);
      assertEquals(rows.size(), read.size());
    }
  }

  @Test
  void findsTypesAndWidensThem() throws Exception {
    Source source =
        open(
            "{\"b\":1,\"a\":{\"x\":1},\"l\":[],\"big\":1,\"n\":null,\"e\":{}}\n\n"
                + "{\"b\":2.5,\"a\":{\"y\":true,\"x\":\"s\"},\"l\":[1,2.5],\"big\":12345678901234567890,'t':'q'}\n",
            null);
    assertEquals(
        "struct<a:struct<x:string,y:boolean>,b:double,big:decimal(20,0),l:array<double>,n:string,t:string>",
        source.schema().simpleString());
    assertEquals(
        asList(asList("1", null), 1.0, new java.math.BigDecimal(1), List.of(), null, null),
        rows(source).getFirst());
  }

  @Test
  void keepsDropsOrFailsOnBadRecords() throws Exception {
    String text =
        "{\"a\":1,\"b\":\"x\"}\n{\"a\":\"no\",\"b\":{\"c\": [1]}}\n{\"a\":3,\n[{\"a\":4},{\"b\":\"\\u00e9\\ud83d\\ude00\"}]\nnull\n{\"a\":5}";
    StructType schema = TWO.add("_corrupt_record", AtomicType.STRING);
    assertEquals(
        List.of(
            asList(1, "x", null),
            asList(null, "{\"c\": [1]}", "{\"a\":\"no\",\"b\":{\"c\": [1]}}"),
            asList(null, null, "{\"a\":3,"),
            asList(4, null, null),
            asList(null, "é😀", null),
            asList(null, null, "null"),
            asList(5, null, null)),
        rows(open(text, schema)));
    assertEquals(
        List.of(asList(1, "x"), asList(4, null), asList(null, "é😀"), asList(5, null)),
        rows(open(text, TWO, "mode", "DROPMALFORMED")));
    RecordingContext context = new RecordingContext();
    assertEquals(
        4,
        SourceRows.of(open(text, TWO, "mode", "DROPMALFORMED"), ScanRequest.of(List.of()), context)
            .size());
    assertEquals(3, context.damage);
    EngineException failure =
        assertThrows(EngineException.class, () -> rows(open(text, TWO, "mode", "FAILFAST")));
    assertEquals(FileError.RECORD_MALFORMED, failure.code());
    assertEquals(
        "The record in line 2 (byte 16) of "
            + folder.resolve("t.json")
            + " does not fit: field a is of type int, and the value is \"no\"",
        failure.what());
  }

  @Test
  void badFormIsFoundWhateverColumnsAreWanted() throws Exception {
    for (String bad :
        List.of(
            "{\"z\":01}",
            "{\"z\":1.}",
            "{\"z\":[1,]}",
            "{\"z\":\"\\x\"}",
            "{\"z\":tru}",
            "{\"z\":1}}",
            "{\"z\"}",
            "{z:1}",
            "{\"z\":\"\t\"}",
            "{\"z\":\"open}",
            "{,}",
            "{\"z\":-}")) {
      RecordingContext context = new RecordingContext();
      SourceRows.of(open(bad + "\n{\"a\":1}\n", TWO), ScanRequest.of(List.of()), context);
      assertEquals(1, context.damage, bad);
    }
  }

  @Test
  void documentsOfManyLinesAreRows() throws Exception {
    assertEquals(
        List.of(asList(1, "x\n"), asList(2, null), asList(3, null)),
        rows(
            open(
                "[\n {\"a\":\n1, \"b\":\"x\\n\"},\n{\"a\":2}]\n\n{\"a\":3}",
                TWO,
                "multiLine",
                "true")));
    assertEquals(
        List.of(asList((Object) null, null)), rows(open("[{\"a\":1},", TWO, "multiLine", "true")));
  }

  @Test
  void lastOfFieldsThatRepeatCounts() throws Exception {
    assertEquals(
        List.of(asList(2, null)), rows(open("{\"a\":1,\"b\":\"x\",\"a\":2,\"b\":null}", TWO)));
  }

  @Test
  void cutsAtAnyByteWithoutLossOrRepetition() throws Exception {
    String text = "{\"a\":1}\r\n{\"a\":2}\n\n{\"a\":3,\"b\":\"\\n\"}\r{\"a\":4}";
    for (int bytes = 1; bytes <= text.length(); bytes++)
      assertEquals(
          List.of(asList(1, null), asList(2, null), asList(3, "\n"), asList(4, null)),
          rows(open(text, TWO, "maxSplitBytes", "" + bytes)),
          bytes + " bytes a split");
  }
}
