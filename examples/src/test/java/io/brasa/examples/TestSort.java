package io.brasa.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.core.BrasaContext;
import io.brasa.testkit.BrasaTest;
import io.brasa.testkit.Seed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example that sorts records saves what sorting a list gives. */
@BrasaTest
final class TestSort {
  @TempDir private Path folder;

  @Test
  void savesTheRecordsInTheOrderOfTheirKeys(@Seed long seed, BrasaContext brasa)
      throws IOException {
    Random random = new Random(seed);
    List<byte[]> records = new ArrayList<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < 700; i++) {
      byte[] record = new byte[100];
      random.nextBytes(record);
      // some keys differ in their last byte only, and some not at all
      if (i % 3 == 0) Arrays.fill(record, 0, 10, (byte) (i % 5 * 50));
      if (i % 6 == 0) record[9] = (byte) i;
      records.add(record);
      bytes.writeBytes(record);
    }
    Path input = Files.write(folder.resolve("records"), bytes.toByteArray());
    Path output = folder.resolve("sorted");
    List<String> printed =
        Output.ofCleanRun(folder, "local[2]", Sort::main, input.toString(), output.toString());
    records.sort((left, right) -> Arrays.compareUnsigned(left, 0, 10, right, 0, 10));
    List<byte[]> saved = brasa.<byte[]>objectFile(output.toString()).collect();
    assertEquals(records.size(), saved.size());
    for (int i = 0; i < saved.size(); i++) assertArrayEquals(records.get(i), saved.get(i));
    assertEquals(
        List.of(
            "records\t700",
            "first\t" + HexFormat.of().formatHex(records.getFirst(), 0, 10),
            "last\t" + HexFormat.of().formatHex(records.getLast(), 0, 10),
            "in order\ttrue",
            "nothing lost\ttrue"),
        printed);
  }

  @Test
  void sortsRecordsOfItsOwn() throws IOException {
    List<String> printed = Output.ofCleanRun(folder, "local[2]", Sort::main);
    assertEquals("records\t100000", printed.getFirst());
    assertEquals(List.of("in order\ttrue", "nothing lost\ttrue"), printed.subList(3, 5));
  }
}
