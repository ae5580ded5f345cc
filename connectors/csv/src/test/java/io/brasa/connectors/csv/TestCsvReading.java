package io.brasa.connectors.csv;

import static java.util.Arrays.asList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.source.ColumnFilter;
import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.files.FileError;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.StructType;
import io.brasa.runtime.error.EngineException;
import io.brasa.testkit.source.RecordingContext;
import io.brasa.testkit.source.SourceRows;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestCsvReading {
  private static final StructType TWO =
      new StructType().add("a", AtomicType.INTEGER).add("b", AtomicType.STRING);

  @TempDir Path folder;

  private List<List<Object>> rows(String text, StructType schema, String... options)
      throws Exception {
    return CsvFiles.rows(CsvFiles.open(CsvFiles.write(folder, "t.csv", text), schema, options));
  }

  @Test
  void readsQuotesEscapesAndEmptyFields() throws Exception {
    assertEquals(
        List.of(
            asList(1, "x,y"),
            asList(2, "say \"hi\""),
            asList(3, ""),
            asList(4, null),
            asList(null, "back\\slash"),
            asList(6, "naïve 😀")),
        rows("1,\"x,y\"\n2,\"say \\\"hi\\\"\"\n3,\"\"\n4,\n,\"back\\\\slash\"\n6,naïve 😀", TWO));
    assertEquals(
        List.of(asList(1, "a\"b"), asList(2, "c")),
        rows("1,\"a\"\"b\"\n2,c\n", TWO, "escape", "\""));
    assertEquals(List.of(asList(1, "a'b,")), rows("1;'a\\'b,'\n", TWO, "sep", ";", "quote", "'"));
    assertEquals(List.of(asList(1, "a\tb")), rows("1\t\"a\tb\"\n", TWO, "sep", "\\t"));
  }

  @Test
  void quoteThatIsNotClosedBeforeASeparatorIsText() throws Exception {
    assertEquals(
        List.of(asList(1, "\"a\" b"), asList(2, "x\"y\""), asList(3, "\"open"), asList(4, "z")),
        rows("1,\"a\" b\n2,x\"y\"\n3,\"open\n4,z\n", TWO));
  }

  @Test
  void readsAllLineEndsBlankLinesAndComments() throws Exception {
    assertEquals(
        List.of(asList(1, "a"), asList(2, "b"), asList(3, "c"), asList(4, "d")),
        rows("\uFEFF1,a\r\n2,b\n\n   \n#no,record\r\n3,c\r4,d", TWO, "comment", "#"));
    assertEquals(
        List.of(asList(1, "a\nb"), asList(2, "c")), rows("1,a\nb;2,c;", TWO, "lineSep", ";"));
  }

  @Test
  void multiLineValuesHoldLineEnds() throws Exception {
    assertEquals(
        List.of(asList(1, "a\r\nb\n\"c"), asList(2, "d")),
        rows("1,\"a\r\nb\n\\\"c\"\r\n2,d\r\n", TWO, "multiLine", "true"));
  }

  @Test
  void trimsWhenTold() throws Exception {
    assertEquals(
        List.of(asList(1, "a b"), asList(2, " c ")),
        rows(
            " 1 , a b \n2,  \" c \"  \n",
            TWO,
            "ignoreLeadingWhiteSpace",
            "true",
            "ignoreTrailingWhiteSpace",
            "true"));
    assertEquals(List.of(asList(null, " a ")), rows(" 1, a \n", TWO));
  }

  @Test
  void knowsNullsByTheirText() throws Exception {
    assertEquals(
        List.of(asList(null, null), asList(1, "empty"), asList(2, null)),
        rows("NA,NA\n1,\"\"\n2,\n", TWO, "nullValue", "NA", "emptyValue", "empty"));
  }

  @Test
  void infersTypesAsSparkDoes() throws Exception {
    Source source =
        CsvFiles.open(
            CsvFiles.write(
                folder,
                "t.csv",
                "i,l,d,f,day,ts,b,s,x,n,i\n"
                    + "1,1,1,1,2024-01-31,2024-01-31,true,1,2024-01-31,,1\n"
                    + "2,3000000000,99999999999999999999,1.5,2024-02-01,2024-02-01 10:00:00,FALSE,z,1,,2\n"),
            null,
            "header",
            "true",
            "inferSchema",
            "true");
    assertEquals(
        "struct<i0:int,l:bigint,d:decimal(20,0),f:double,day:date,ts:timestamp,b:boolean,s:string,"
            + "x:string,n:string,i10:int>",
        source.schema().simpleString());
    assertEquals(
        asList(
            2,
            3000000000L,
            new BigDecimal("99999999999999999999"),
            1.5,
            LocalDate.of(2024, 2, 1),
            Instant.parse("2024-02-01T09:00:00Z"),
            false,
            "z",
            "1",
            null,
            2),
        CsvFiles.rows(source).get(1));
  }

  @Test
  void keepsDropsOrFailsOnBadRecords() throws Exception {
    StructType schema = TWO.add("bad", AtomicType.STRING);
    String text = "1,a\nx,b\n3\n4,d,e\n5,f";
    String[] permissive = {"columnNameOfCorruptRecord", "bad"};
    assertEquals(
        List.of(
            asList(1, "a", null),
            asList(null, "b", "x,b"),
            asList(3, null, "3"),
            asList(4, "d", "4,d,e"),
            asList(5, "f", null)),
        rows(text, schema, permissive));
    assertEquals(List.of(asList(1, "a"), asList(5, "f")), rows(text, TWO, "mode", "DROPMALFORMED"));
    EngineException failure =
        assertThrows(EngineException.class, () -> rows(text, TWO, "mode", "failfast"));
    assertEquals(FileError.RECORD_MALFORMED, failure.code());
    assertEquals(
        "The record in line 2 (byte 4) of "
            + folder.resolve("t.csv")
            + " does not fit: column a is of type int, and the field is 'x'",
        failure.what());
    RecordingContext context = new RecordingContext();
    Source source = CsvFiles.open(folder.resolve("t.csv"), TWO, "mode", "DROPMALFORMED");
    assertEquals(2, SourceRows.of(source, ScanRequest.of(List.of()), context).size());
    assertEquals(3, context.damage);
  }

  @Test
  void unclosedQuoteIsBadInMultiLine() throws Exception {
    StructType schema = TWO.add("_corrupt_record", AtomicType.STRING);
    assertEquals(
        List.of(asList(1, "a", null), asList(2, "b\n3,c", "2,\"b\n3,c")),
        rows("1,a\n2,\"b\n3,c", schema, "multiLine", "true"));
  }

  @Test
  void cutsAtAnyByteWithoutLossOrRepetition() throws Exception {
    for (String end : List.of("\n", "\r\n", "\r")) {
      String text =
          "a,b" + end + "1,x" + end + end + "2,\"y" + end + "3,\"q,\"" + end + "44,zz" + end + "5,";
      CsvFiles.write(folder, "t.csv", text);
      List<List<Object>> whole =
          CsvFiles.rows(CsvFiles.open(folder.resolve("t.csv"), TWO, "header", "true"));
      assertEquals(5, whole.size());
      for (int bytes = 1; bytes <= text.length(); bytes++) {
        Source cut =
            CsvFiles.open(
                folder.resolve("t.csv"), TWO, "header", "true", "maxSplitBytes", "" + bytes);
        assertEquals(whole, CsvFiles.rows(cut), bytes + " bytes a split");
      }
    }
  }

  @Test
  void readsLongRecordsAndPackedFiles() throws Exception {
    String big = "x".repeat(2_000_000);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5; i++) text.append(i).append(",\"").append(big).append(i).append("\"\n");
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
    Path file = Files.write(folder.resolve("t.csv.gz"), packed.toByteArray());
    List<List<Object>> expected = new ArrayList<>();
    for (int i = 0; i < 5; i++) expected.add(asList(i, big + i));
    RecordingContext context = new RecordingContext();
    assertEquals(expected, SourceRows.of(CsvFiles.open(file, TWO), context));
    assertEquals(0, context.held);
    Files.write(file, java.util.Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
    EngineException failure =
        assertThrows(EngineException.class, () -> CsvFiles.rows(CsvFiles.open(file, TWO)));
    assertEquals(FileError.FILE_CORRUPT, failure.code());
    assertTrue(failure.what().contains(file + " is cut off"), failure.what());
  }

  @Test
  void replacesWhatIsNoUtf8() throws Exception {
    Path file = Files.write(folder.resolve("t.csv"), new byte[] {'1', ',', 'a', (byte) 0xff, '\n'});
    assertEquals(List.of(asList(1, "a\uFFFD")), CsvFiles.rows(CsvFiles.open(file, TWO)));
  }

  @Test
  void leavesOutFoldersByFilters() throws Exception {
    for (String day : List.of("2024-01-01", "2024-01-02", "__HIVE_DEFAULT_PARTITION__"))
      CsvFiles.write(folder, "t/day=" + day + "/x.csv", "1," + day + "\n");
    CsvFiles.write(folder, "t/_temporary/x.csv", "no");
    Source source = CsvFiles.open(folder.resolve("t"), TWO);
    assertEquals(AtomicType.DATE, source.schema().field(2).dataType());
    ColumnFilter later =
        new ColumnFilter.Compare(2, ColumnFilter.Comparison.GREATER, LocalDate.of(2024, 1, 1));
    assertEquals(
        List.of(asList(LocalDate.of(2024, 1, 2), "2024-01-02")),
        SourceRows.of(
            source,
            new ScanRequest(List.of(2, 1), List.of(later), Optional.empty()),
            new RecordingContext()));
    assertEquals(
        1,
        source
            .splits(
                new ScanRequest(List.of(), List.of(new ColumnFilter.IsNull(2)), Optional.empty()),
                new RecordingContext())
            .size());
  }

  @Test
  void refusesByNameWhatIsNotKnown() throws Exception {
    for (String[] wrong :
        new String[][] {
          {"sepp", ";"},
          {"sep", "||"},
          {"mode", "LAX"},
          {"header", "yes"},
          {"encoding", "UTF-99"},
          {"timeZone", "Mars/North"},
          {"dateFormat", "jjjj"},
          {"samplingRatio", "2"}
        }) {
      EngineException failure =
          assertThrows(
              EngineException.class,
              () ->
                  rows(
                      "1,a\n",
                      wrong[0].equals("samplingRatio") ? null : TWO,
                      wrong[0],
                      wrong[1],
                      "inferSchema",
                      "true"));
      assertTrue(
          failure.getMessage().contains(wrong[1]) || wrong[0].equals("sepp"), failure.getMessage());
    }
  }

  @Test
  void readsNumbersExactly() throws Exception {
    StructType schema =
        new StructType()
            .add("d", AtomicType.DOUBLE)
            .add("m", new DecimalType(9, 2))
            .add("w", new DecimalType(30, 4));
    java.util.Random random = new java.util.Random(7);
    StringBuilder text = new StringBuilder();
    List<List<Object>> expected = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      double value =
          i % 3 == 0
              ? Double.longBitsToDouble(random.nextLong())
              : Math.round(random.nextGaussian() * 1e6) / 1e3;
      if (Double.isNaN(value)) value = -0.0;
      BigDecimal small = BigDecimal.valueOf(random.nextInt(2_000_000) - 1_000_000, 3);
      BigDecimal wide = new BigDecimal(new java.math.BigInteger(80, random), 4);
      text.append(value).append(',').append(small).append(',').append(wide).append('\n');
      expected.add(asList(value, small.setScale(2, java.math.RoundingMode.HALF_UP), wide));
    }
    assertEquals(expected, rows(text.toString(), schema));
  }
}
