package io.brasa.core.shuffle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.block.Block;
import io.brasa.core.block.ClosingIterator;
import io.brasa.core.error.CoreError;
import io.brasa.core.function.Pair;
import io.brasa.core.shuffle.ShuffleRig.Mode;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever goes wrong is named, and leaves neither files nor reservations. */
final class TestFailures {
  private static final ShuffleSpec GROUP =
      new ShuffleSpec(
          "groupByKey", new HashPartitioner(2), Aggregation.GROUPING, false, SortOrder.NONE);
  private static final ShuffleSpec SORT =
      new ShuffleSpec(
          "sortByKey", new HashPartitioner(2), Aggregation.NONE, false, SortOrder.ASCENDING);
  private static final ShuffleSpec PLAIN = ShuffleSpec.plain("partitionBy", new HashPartitioner(2));
  private static final List<ShuffleSpec> SPECS =
      List.of(
          TestShuffle.SUM,
          GROUP,
          SORT,
          PLAIN,
          ShuffleSpec.plain("partitionBy", new HashPartitioner(300)));

  @ParameterizedTest
  @EnumSource(Mode.class)
  void abortedWritersLeaveNothing(Mode mode) {
    for (ShuffleSpec spec : SPECS) {
      try (ShuffleRig rig = new ShuffleRig(mode)) {
        ShuffleWriter writer =
            rig.store.writer(spec, new MapOutputId(1, 0, 0), mode.handover, rig.context());
        for (Pair<Object, Object> record : records()) writer.write(record._1(), record._2());
        writer.abort();
        writer.abort();
        assertNothingIsLeft(rig);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void resultsClosedEarlyLeaveNothing(Mode mode) {
    for (ShuffleSpec spec : SPECS) {
      try (ShuffleRig rig = new ShuffleRig(mode)) {
        rig.write(spec, 0, records());
        ClosingIterator<Pair<Object, Object>> result =
            new ShuffleReader(spec, rig.context()).read(rig.blocks(1, 1));
        result.next();
        result.close();
        result.close();
        assertFalse(result.hasNext());
        rig.store.dropShuffle(1);
        assertNothingIsLeft(rig);
      }
    }
  }

  @Test
  void aFullDiskIsNamedWhereverItHappens() {
    int failures = 0;
    for (ShuffleSpec spec : SPECS) {
      for (long room = 0; room < 1_500_000; room += 150_000) {
        try (ShuffleRig rig = new ShuffleRig(Mode.ENCODED_TINY)) {
          rig.storage.bytesLeft = room;
          failures += runOnSmallDisk(rig, spec) ? 0 : 1;
          rig.store.dropShuffle(1);
          assertNothingIsLeft(rig);
        }
      }
    }
    assertTrue(failures > 15, failures + " failures");
  }

  private static boolean runOnSmallDisk(ShuffleRig rig, ShuffleSpec spec) {
    ShuffleWriter writer =
        rig.store.writer(spec, new MapOutputId(1, 0, 0), rig.mode.handover, rig.context());
    try {
      for (Pair<Object, Object> record : records()) writer.write(record._1(), record._2());
      writer.finish();
      for (int target = 0; target < spec.targetCount(); target++) {
        ShuffleRig.drain(new ShuffleReader(spec, rig.context()).read(rig.blocks(1, target)));
      }
      return true;
    } catch (EngineException e) {
      assertEquals(RuntimeError.STORAGE_FULL, e.code(), e.getMessage());
      return false;
    } finally {
      writer.abort();
    }
  }

  @Test
  void aDamagedMapOutputIsNamed() {
    for (ShuffleSpec spec : SPECS) {
      try (ShuffleRig rig = new ShuffleRig(Mode.ENCODED)) {
        MapOutput output = rig.write(spec, 0, records());
        String path = rig.storage.paths().getFirst();
        int end = 5 + (int) output.totalBytes();
        for (int i = 0; i < 40; i++) {
          int offset = 5 + (int) ((long) i * (end - 6) / 39);
          rig.storage.flipBit(path, offset);
          assertCorrupt(rig, spec);
          rig.storage.flipBit(path, offset);
        }
        for (int i = 0; i < 10; i++) {
          rig.storage.truncate(path, (int) ((10L - i) * (end - 1) / 10));
          assertCorrupt(rig, spec);
        }
      }
    }
  }

  private static void assertCorrupt(ShuffleRig rig, ShuffleSpec spec) {
    EngineException failure =
        assertThrows(
            EngineException.class,
            () -> {
              for (int target = 0; target < spec.targetCount(); target++) {
                ShuffleRig.drain(
                    new ShuffleReader(spec, rig.context()).read(rig.blocks(1, target)));
              }
            });
    assertEquals(CoreError.BLOCK_CORRUPT, failure.code());
    assertTrue(failure.what().contains("Shuffled[shuffle=1, map=0"), failure.what());
    assertEquals(0, rig.taskBytes());
    assertEquals(List.of(), rig.spillFiles());
  }

  @Test
  void functionsThatThrowLeaveNothing() {
    Aggregation failing =
        new Aggregation.Combining(
            value -> value,
            (sum, value) -> {
              throw new java.io.IOException("the user's own");
            },
            (left, right) -> {
              throw new java.io.IOException("the user's own");
            });
    ShuffleSpec spec =
        new ShuffleSpec("reduceByKey", new HashPartitioner(2), failing, false, SortOrder.NONE);
    try (ShuffleRig rig = new ShuffleRig(Mode.ENCODED_TINY)) {
      List<Pair<Object, Object>> records = new ArrayList<>(records());
      records.add(records.getLast());
      rig.write(spec, 0, records);
      assertThrows(
          java.io.IOException.class,
          () -> {
            for (int target = 0; target < 2; target++)
              new ShuffleReader(spec, rig.context()).read(rig.blocks(1, target));
          });
      rig.store.dropShuffle(1);
      assertNothingIsLeft(rig);
    }
  }

  @Test
  void inputThatFailsLeavesNothing() {
    for (ShuffleSpec spec : List.of(GROUP, SORT)) {
      try (ShuffleRig rig = new ShuffleRig(Mode.ENCODED_TINY)) {
        rig.write(spec, 0, records());
        Iterator<Block> blocks = rig.blocks(1, 0);
        Iterator<Block> failing =
            new Iterator<>() {
              @Override
              public boolean hasNext() {
                return true;
              }

              @Override
              public Block next() {
                if (!blocks.hasNext()) throw new IllegalStateException("the peer is gone");
                return blocks.next();
              }
            };
        assertThrows(
            IllegalStateException.class,
            () -> new ShuffleReader(spec, rig.context()).read(failing));
        rig.store.dropShuffle(1);
        assertNothingIsLeft(rig);
      }
    }
  }

  @Test
  void cancellationIsAskedInWritersAndReaders() {
    try (ShuffleRig rig = new ShuffleRig(Mode.REFERENCES)) {
      rig.write(PLAIN, 0, records());
      ShuffleContext healthy = rig.context();
      ShuffleContext cancelled =
          new ShuffleContext(
              healthy.codecs(),
              healthy.memory(),
              healthy.account(),
              healthy.storage(),
              new SpillFolder("", 1, 0, 1),
              new ShuffleMetrics(),
              false,
              () -> {
                throw new IllegalStateException("cancelled");
              });
      ShuffleWriter writer =
          rig.store.writer(PLAIN, new MapOutputId(1, 1, 0), Handover.REFERENCES, cancelled);
      assertThrows(
          IllegalStateException.class,
          () -> records().forEach(each -> writer.write(each._1(), each._2())));
      writer.abort();
      assertThrows(
          IllegalStateException.class,
          () -> ShuffleRig.drain(new ShuffleReader(PLAIN, cancelled).read(rig.blocks(1, 0))));
    }
  }

  @Test
  void aRecordLargerThanTheAccountIsNamed() {
    for (ShuffleSpec spec : List.of(GROUP, SORT, PLAIN)) {
      try (ShuffleRig rig = new ShuffleRig(Mode.ENCODED_TINY)) {
        ShuffleContext context = rig.context();
        ShuffleWriter writer =
            rig.store.writer(spec, new MapOutputId(1, 0, 0), Handover.ENCODED, context);
        EngineException failure =
            assertThrows(EngineException.class, () -> writer.write("k", "x".repeat(1_000_000)));
        assertEquals(RuntimeError.MEMORY_EXHAUSTED, failure.code());
        writer.abort();
        assertNothingIsLeft(rig);
      }
    }
  }

  private static void assertNothingIsLeft(ShuffleRig rig) {
    assertEquals(List.of(), rig.storage.paths());
    assertEquals(0, rig.account.heldBytes(), () -> rig.account.report());
  }

  private static List<Pair<Object, Object>> records() {
    List<Pair<Object, Object>> records = new ArrayList<>();
    for (int i = 0; i < 8_000; i++) records.add(Pair.of("a key of some length " + i, (long) i));
    return records;
  }
}
