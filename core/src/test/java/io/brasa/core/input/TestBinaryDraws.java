package io.brasa.core.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.LocalStorage;
import io.brasa.runtime.storage.Storage;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records drawn from a split without reading what lies between. */
final class TestBinaryDraws {
  private static final int COUNT = 1_000;

  @TempDir private Path folder;

  private final Storage storage = new LocalStorage();

  /** Record i holds the number i; three bytes follow the last one. */
  private InputFile file() throws Exception {
    ByteBuffer content = ByteBuffer.allocate(4 * COUNT + 3);
    for (int i = 0; i < COUNT; i++) content.putInt(i);
    Path file = folder.resolve("records");
    Files.write(file, content.array());
    return InputFile.of(storage.status(file.toString()).orElseThrow());
  }

  private BinaryDraws draws(BinarySplit split, double probability, long seed) {
    return new BinaryDraws(
        storage, split, 4, probability, new SplittableRandom(seed), Damage.fails());
  }

  @Test
  void drawsEachRecordOfTheSplitWithTheSameProbability() throws Exception {
    BinarySplit split = new BinarySplit(file(), 400, 4 * 300);
    int[] counts = new int[COUNT];
    for (long seed = 0; seed < 2_000; seed++) {
      BinaryDraws draws = draws(split, 0.07, seed);
      int last = -1;
      while (draws.hasNext()) {
        int number = ByteBuffer.wrap(draws.next()).getInt();
        assertTrue(number > last);
        counts[number]++;
        last = number;
      }
    }
    // 140 each on average, with a standard deviation of 12 at most.
    for (int i = 0; i < COUNT; i++) {
      boolean isIn = i >= 100 && i < 400;
      assertTrue(isIn ? counts[i] > 70 && counts[i] < 210 : counts[i] == 0, i + ": " + counts[i]);
    }
  }

  @Test
  void aSplitOfFewRecordsCountsNoMoreThanItIs() throws Exception {
    BinarySplit split = new BinarySplit(file(), 0, 4 * 3);
    int drawn = 0;
    for (long seed = 0; seed < 2_000; seed++) {
      BinaryDraws draws = draws(split, 0.1, seed);
      for (; draws.hasNext(); draws.next()) drawn++;
    }
    assertTrue(drawn > 450 && drawn < 750, drawn + " of 6000");
  }

  @Test
  void drawsAllForCertain() throws Exception {
    BinaryDraws draws = draws(new BinarySplit(file(), 0, 4 * COUNT + 3), 1, 5);
    for (int i = 0; i < COUNT; i++) assertEquals(i, ByteBuffer.wrap(draws.next()).getInt());
    assertFalse(draws.hasNext());
  }

  @Test
  void noticesThatTheFileHasChanged() throws Exception {
    BinarySplit split = new BinarySplit(file(), 0, 4 * COUNT);
    Files.write(folder.resolve("records"), new byte[8]);
    EngineException changed = assertThrows(EngineException.class, () -> draws(split, 0.5, 1));
    assertEquals(CoreError.INPUT_CHANGED, changed.code());
  }
}
