package io.brasa.core.shuffle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.block.Block;
import io.brasa.core.block.ByteBlock;
import io.brasa.core.block.ObjectBlock;
import io.brasa.core.function.Pair;
import io.brasa.core.shuffle.ShuffleRig.Mode;
import io.brasa.runtime.memory.Reservation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TestMapOutputStore {
  private static final ShuffleSpec PLAIN =
      ShuffleSpec.plain("partitionBy", new IndexPartitioner(2));

  @ParameterizedTest
  @EnumSource(Mode.class)
  void theFirstFinishOfAnAttemptWins(Mode mode) {
    try (ShuffleRig rig = new ShuffleRig(mode)) {
      MapOutputId id = new MapOutputId(1, 0, 0);
      ShuffleWriter first = rig.store.writer(PLAIN, id, mode.handover, rig.context());
      ShuffleWriter second = rig.store.writer(PLAIN, id, mode.handover, rig.context());
      first.write(0, "first");
      second.write(0, "second");
      MapOutput output = first.finish();
      int files = rig.storage.paths().size();
      assertSame(output, second.finish());
      assertEquals(files, rig.storage.paths().size());
      assertEquals(
          List.of(Pair.of(0, "first")),
          ShuffleRig.drain(ShuffleReader.records(rig.blocks(1, 0), rig.context())));
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void attemptsAreKeptApartAndDroppedApart(Mode mode) {
    try (ShuffleRig rig = new ShuffleRig(mode)) {
      MapOutputId first = new MapOutputId(1, 0, 0);
      MapOutputId second = new MapOutputId(1, 0, 1);
      rig.write(PLAIN, first, List.of(Pair.of(0, "first")));
      rig.write(PLAIN, second, List.of(Pair.of(1, "second")));
      rig.write(PLAIN, new MapOutputId(2, 0, 0), List.of(Pair.of(1, "other shuffle")));
      rig.store.dropAttempt(first);
      assertTrue(rig.store.block(first.block(0)).isEmpty());
      assertEquals(2, rig.store.block(second.block(1)).orElseThrow().valueCount());
      rig.store.dropShuffle(1);
      assertTrue(rig.store.block(second.block(1)).isEmpty());
      assertTrue(rig.store.output(new MapOutputId(2, 0, 0)).isPresent());
      assertTrue(rig.store.block(new MapOutputId(2, 0, 0).block(7)).isEmpty());
    }
  }

  @Test
  void outputsMoveToFilesWhenExecutionNeedsTheMemory() {
    List<Pair<Object, Object>> records = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) records.add(Pair.of(i % 2, "value " + i));
    try (ShuffleRig rig = new ShuffleRig(Mode.REFERENCES)) {
      rig.write(PLAIN, 0, records);
      Block before = rig.blocks(1, 0).next();
      assertInstanceOf(ObjectBlock.class, before);
      try (Reservation task = rig.account.forTask("greedy")) {
        assertTrue(task.grow(rig.account.totalBytes()));
        Block after = rig.blocks(1, 0).next();
        assertInstanceOf(ByteBlock.class, after);
        ShuffleContext context = rig.context();
        assertEquals(
            ShuffleRig.drain(ShuffleReader.records(List.of(before).iterator(), context)),
            ShuffleRig.drain(ShuffleReader.records(List.of(after).iterator(), context)));
      }
      assertEquals(0, rig.account.heldBytes());
    }
  }

  @Test
  void summariesCountRowsBytesAndKeys() {
    Random random = new Random(7);
    List<Pair<Object, Object>> records = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) records.add(Pair.of("k" + random.nextInt(2_000), 1L));
    ShuffleSpec spec = ShuffleSpec.plain("partitionBy", new HashPartitioner(2));
    try (ShuffleRig rig = new ShuffleRig(Mode.ENCODED)) {
      MapOutput left = rig.write(spec, 0, records.subList(0, 10_000));
      MapOutput right = rig.write(spec, 1, records.subList(10_000, 20_000));
      assertEquals(20_000, left.totalRows() + right.totalRows());
      double estimate = 0;
      for (int target = 0; target < 2; target++) {
        estimate += left.keys().get(target).merge(right.keys().get(target)).estimate(-1);
        assertEquals(left.rows()[target] * 2, rig.blocks(1, target).next().valueCount());
        assertEquals(left.bytes()[target], rig.blocks(1, target).next().sizeBytes());
      }
      assertEquals(2_000, estimate, 600);
    }
  }
}
