package io.brasa.connectors.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.source.files.FoundTypes;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.runtime.storage.Storages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types of columns that are found in pieces. */
final class TestCsvInference {
  @TempDir private Path folder;

  private static String schema(Path file, Map<String, String> more) {
    Map<String, String> options = new HashMap<>(more);
    options.put("inferSchema", "true");
    return new CsvSourceProvider()
        .open(
            new SourceOptions(List.of(file.toString()), options, Optional.empty()),
            Storages.ofThisHost())
        .schema()
        .simpleString();
  }

  private static String value(int kind, Random random) {
    int number = random.nextInt(1, 1_000_000);
    return switch (kind) {
      case 0 -> "";
      case 1 -> (random.nextBoolean() ? "-" : "") + number;
      case 2 -> "9" + String.valueOf(1_000_000_000_000L + number);
      case 3 -> number + "0".repeat(14 + random.nextInt(15));
      case 4 -> number + "." + random.nextInt(100);
      case 5 -> number + "e" + random.nextInt(30);
      case 6 -> "20%02d-%02d-%02d".formatted(number % 100, 1 + number % 12, 1 + number % 28);
      case 7 -> value(6, random) + " 0" + number % 10 + ":1" + number % 10 + ":30";
      case 8 -> random.nextBoolean() ? "true" : "FALSE";
      case 9 -> "NaN";
      case 10 -> "\"\"";
      default -> "a" + number;
    };
  }

  @Test
  void areTheSameWhateverThePieces() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("inference with seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 60; round++) {
      int[] kinds = new int[8];
      for (int i = 0; i < kinds.length; i++) kinds[i] = random.nextInt(12);
      StringBuilder text = new StringBuilder();
      for (int row = 0; row < 60; row++) {
        for (int column = 0; column < 4; column++) {
          // Most values of a column are of one kind, a few of another.
          boolean isOther = random.nextInt(30) == 0;
          text.append(column == 0 ? "" : ",");
          text.append(value(kinds[2 * column + (isOther ? 1 : 0)], random));
        }
        text.append('\n');
      }
      Path file = Files.writeString(folder.resolve("t.csv"), text);
      String whole = schema(file, Map.of());
      for (String bytes : List.of("1", "40", "500"))
        assertEquals(
            whole,
            schema(file, Map.of("maxSplitBytes", bytes)),
            () -> "seed " + seed + ", pieces of " + bytes + " bytes:\n" + text);
    }
  }

  @Test
  void comeTogetherInAnyOrder() {
    List<DataType> types =
        List.of(
            AtomicType.NULL,
            AtomicType.INTEGER,
            AtomicType.LONG,
            new DecimalType(20, 0),
            new DecimalType(30, 0),
            AtomicType.DOUBLE,
            AtomicType.DATE,
            AtomicType.TIMESTAMP,
            AtomicType.BOOLEAN,
            AtomicType.STRING);
    for (DataType a : types)
      for (DataType b : types)
        for (DataType c : types) {
          DataType one = FoundTypes.merged(FoundTypes.merged(a, b), c);
          DataType other = FoundTypes.merged(b, FoundTypes.merged(c, a));
          assertEquals(one, other, a + ", " + b + ", " + c);
        }
  }

  @Test
  void aSampleIsTheSameEachTimeAndInAllPieces() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < 2_000; row++) text.append(row % 500 == 7 ? "x" : "1").append('\n');
    Path file = Files.writeString(folder.resolve("s.csv"), text);
    assertEquals("struct<_c0:string>", schema(file, Map.of()));
    for (int i = 1; i < 20; i++) {
      String ratio = "" + i / 40.0;
      String once = schema(file, Map.of("samplingRatio", ratio));
      assertEquals(once, schema(file, Map.of("samplingRatio", ratio, "maxSplitBytes", "100")));
    }
  }
}
