package io.brasa.core.shuffle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.brasa.core.block.ByteBlock;
import io.brasa.core.block.ObjectBlock;
import io.brasa.core.function.Pair;
import io.brasa.core.shuffle.ShuffleRig.Mode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What may pass as a reference, and that nobody sees what others change. */
final class TestHandover {
  private static final ShuffleSpec FEW = ShuffleSpec.plain("partitionBy", new IndexPartitioner(2));
  private static final ShuffleSpec MANY =
      ShuffleSpec.plain("partitionBy", new IndexPartitioner(500));

  @Test
  void immutableValuesPassAsReferences() {
    String value = new String("only one");
    try (ShuffleRig rig = new ShuffleRig(Mode.REFERENCES)) {
      for (ShuffleSpec spec : List.of(FEW, MANY)) {
        rig.write(spec, 0, List.of(Pair.of(0, value)));
        assertInstanceOf(ObjectBlock.class, rig.blocks(1, 0).next());
        assertSame(value, read(rig, 0, spec).getFirst()._2());
        rig.store.dropShuffle(1);
      }
    }
  }

  @Test
  void strictModeEncodesEverything() {
    String value = new String("only one");
    try (ShuffleRig rig = new ShuffleRig(Mode.STRICT)) {
      for (ShuffleSpec spec : List.of(FEW, MANY)) {
        rig.write(spec, 0, List.of(Pair.of(0, value)));
        assertInstanceOf(ByteBlock.class, rig.blocks(1, 0).next());
        assertNotSame(value, read(rig, 0, spec).getFirst()._2());
        rig.store.dropShuffle(1);
      }
      assertEquals(List.of(), rig.storage.paths());
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aBufferThatTheProgramUsesAgainIsSafe(Mode mode) {
    for (ShuffleSpec spec : List.of(FEW, MANY)) {
      try (ShuffleRig rig = new ShuffleRig(mode)) {
        ShuffleWriter writer =
            rig.store.writer(spec, new MapOutputId(1, 0, 0), mode.handover, rig.context());
        writer.write(0, "a reference first");
        int[] reused = new int[1];
        for (int i = 0; i < 100; i++) {
          reused[0] = i;
          writer.write(0, reused);
        }
        writer.finish();
        List<Pair<Object, Object>> found = read(rig, 0, spec);
        assertEquals("a reference first", found.getFirst()._2());
        for (int i = 0; i < 100; i++) assertEquals(i, ((int[]) found.get(i + 1)._2())[0]);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aCombinerThatIsChangedInPlaceIsNobodyElses(Mode mode) {
    Aggregation adding =
        new Aggregation.Combining(
            value -> value, TestHandover::addInPlace, TestHandover::addInPlace);
    ShuffleSpec spec =
        new ShuffleSpec("reduceByKey", new HashPartitioner(2), adding, true, SortOrder.NONE);
    int[] cached = {1};
    List<Pair<Object, Object>> records =
        List.of(Pair.of("a", cached), Pair.of("a", cached), Pair.of("b", cached));
    try (ShuffleRig rig = new ShuffleRig(mode)) {
      for (int map = 0; map < 2; map++) rig.write(spec, map, records);
      int target = spec.partitioner().partition("a", rig.codecs.hash("a"));
      for (int round = 0; round < 2; round++) {
        ShuffleReader reader = new ShuffleReader(spec, rig.context());
        for (Pair<Object, Object> found : ShuffleRig.drain(reader.read(rig.blocks(2, target)))) {
          assertEquals(found._1().equals("a") ? 4 : 2, ((int[]) found._2())[0]);
        }
      }
      assertEquals(1, cached[0], "what the program has is left alone");
    }
  }

  private static Object addInPlace(Object left, Object right) {
    ((int[]) left)[0] += ((int[]) right)[0];
    return left;
  }

  @Test
  void recordsPartitionedAlreadyAreAggregatedWithoutChangingThem() {
    Aggregation adding =
        new Aggregation.Combining(
            value -> value, TestHandover::addInPlace, TestHandover::addInPlace);
    ShuffleSpec spec =
        new ShuffleSpec("reduceByKey", new HashPartitioner(2), adding, true, SortOrder.NONE);
    int[] cached = {1};
    try (ShuffleRig rig = new ShuffleRig(Mode.REFERENCES)) {
      var records = List.of(Pair.of("a", cached), Pair.of("a", cached)).iterator();
      var found = ShuffleRig.drain(new ShuffleReader(spec, rig.context()).readRecords(records));
      assertEquals(2, ((int[]) found.getFirst()._2())[0]);
      assertEquals(1, cached[0]);
    }
  }

  private static List<Pair<Object, Object>> read(ShuffleRig rig, int target, ShuffleSpec spec) {
    return new ArrayList<>(
        ShuffleRig.drain(new ShuffleReader(spec, rig.context()).read(rig.blocks(1, target))));
  }
}
