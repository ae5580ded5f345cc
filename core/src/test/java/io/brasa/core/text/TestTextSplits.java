package io.brasa.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.compression.Compression;
import io.brasa.core.error.CoreError;
import io.brasa.core.input.InputFile;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.StoredFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TestTextSplits {
  private static StoredFile file(String path, long size) {
    return new StoredFile(path, false, size, 0);
  }

  private static TextSplit split(String path, long size, long offset, long length) {
    return new TextSplit(
        new InputFile(path, size, 0), offset, length, length == size, Compression.ofName(path));
  }

  @Test
  void aimsAtTheMinimumOfPartitions() {
    assertEquals(
        List.of(split("/a", 100, 0, 50), split("/a", 100, 50, 50)),
        TextSplits.plan(List.of(file("/a", 100)), 2));
    assertEquals(List.of(split("/a", 100, 0, 100)), TextSplits.plan(List.of(file("/a", 100)), 1));
    assertEquals(List.of(split("/a", 100, 0, 100)), TextSplits.plan(List.of(file("/a", 100)), 0));
    assertEquals(3, TextSplits.plan(List.of(file("/a", 3)), 1_000).size());
  }

  @Test
  void cutsBlocksOfThirtyTwoMebibytes() {
    List<TextSplit> splits = TextSplits.plan(List.of(file("/a", 100L << 20)), 1);
    assertEquals(4, splits.size());
    assertEquals(TextSplits.BLOCK_BYTES, splits.getFirst().length());
    assertEquals(
        3,
        TextSplits.plan(List.of(file("/a", 98L << 20)), 1).size(),
        "the last may be a tenth larger");
  }

  @Test
  void cutsLargerBlocksWhenThereIsVeryMuch() {
    assertEquals(32L << 20, TextSplits.targetBytes(1L << 30, 2));
    assertEquals(64L << 20, TextSplits.targetBytes(4L << 30, 2));
    assertEquals(128L << 20, TextSplits.targetBytes(1L << 40, 2));
    assertEquals(1L << 20, TextSplits.targetBytes(2L << 20, 2));
  }

  @Test
  void neverCutsCompressedFilesAndNeverGivesEmptySplits() {
    assertEquals(
        List.of(split("/a.gz", 1L << 30, 0, 1L << 30)),
        TextSplits.plan(List.of(file("/a.gz", 1L << 30), file("/b", 0)), 8));
    assertEquals(List.of(), TextSplits.plan(List.of(file("/b", 0), file("/c", 0)), 8));
    assertEquals(List.of(), TextSplits.plan(List.of(), 8));
  }

  @Test
  void namesWhatItCannotUnpack() {
    EngineException failure =
        assertThrows(
            EngineException.class, () -> TextSplits.plan(List.of(file("/logs/a.XZ", 5)), 1));
    assertEquals(CoreError.INPUT_UNSUPPORTED, failure.code());
    assertEquals(
        "The file /logs/a.XZ is packed by XZ, for which there is no reader", failure.what());
  }

  @Test
  void coversEachFileWithoutGapOrOverlap() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      List<StoredFile> files = new ArrayList<>();
      for (int index = random.nextInt(5); index >= 0; index--)
        files.add(file("/" + index, random.nextLong(1L << random.nextInt(1, 32))));
      List<TextSplit> splits = TextSplits.plan(files, random.nextInt(1, 200));
      for (StoredFile file : files) {
        long offset = 0;
        for (TextSplit split :
            splits.stream().filter(split -> split.path().equals(file.path())).toList()) {
          assertEquals(offset, split.offset(), () -> "seed " + seed);
          assertTrue(split.length() > 0, () -> "seed " + seed);
          offset += split.length();
        }
        assertEquals(file.sizeBytes(), offset, () -> "seed " + seed);
      }
    }
  }
}
