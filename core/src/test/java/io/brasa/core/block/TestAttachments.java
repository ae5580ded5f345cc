package io.brasa.core.block;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.error.CoreError;
import io.brasa.core.function.Pair;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.error.EngineException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Large groups travel beside the values that hold them. */
final class TestAttachments {
  private static final BlockName NAME = new BlockName.Cached(1, 2);
  private final Codecs codecs = new Codecs(getClass().getClassLoader());

  private BlockGroup<Object> group(List<?> values) {
    ChunkEncoder encoder = new ChunkEncoder(codecs);
    List<Chunk> chunks = new ArrayList<>();
    for (Object value : values) {
      encoder.write(value);
      if (encoder.isFull()) chunks.add(encoder.seal());
    }
    if (!encoder.isEmpty()) chunks.add(encoder.seal());
    return new BlockGroup<>(
        new ByteBlock(NAME, BlockBytes.InHeap.of(chunks), values.size()), codecs);
  }

  private List<Chunk> chunks(List<?> values) {
    return ((BlockBytes.InHeap) group(values).attachment().bytes()).chunks();
  }

  private static byte[] written(List<Chunk> chunks) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Chunk chunk : chunks) chunk.writeTo(out);
    return out.toByteArray();
  }

  private static List<Object> numbers(int count) {
    return new ArrayList<>(IntStream.range(0, count).boxed().toList());
  }

  private List<Object> sample() {
    List<Object> values = new ArrayList<>(List.of("before"));
    values.add(Pair.of("small", group(numbers(10))));
    values.add(new ArrayList<>(List.of(group(numbers(100_000)), "between", group(List.of("x")))));
    values.add(Pair.of("nested", group(new ArrayList<>(List.of(group(numbers(1000)), "after")))));
    values.add("end");
    return values;
  }

  @Test
  void groupsComeBackFromTheHeapAndFromBytes() throws IOException {
    List<Object> values = sample();
    List<Chunk> chunks = chunks(values);
    byte[] bytes = written(chunks);
    long size = 0;
    for (Chunk chunk : chunks) size += chunk.sizeBytes();
    assertEquals(size, bytes.length);
    BlockBytes heap = BlockBytes.InHeap.of(chunks);
    assertArrayEquals(bytes, heap.open().readAllBytes());
    for (BlockBytes each :
        List.of(heap, ((BlockBytes.InHeap) heap).whole(), new BlockBytes.Received(bytes))) {
      List<Object> read = new ArrayList<>();
      new ByteBlock(NAME, each, values.size()).values(codecs).forEachRemaining(read::add);
      assertEquals(values, read);
      assertEquals(values, read, "a second time");
      assertInstanceOf(BlockGroup.class, ((Pair<?, ?>) read.get(1))._2());
      assertArrayEquals(bytes, written(chunks(read)), "and out again");
    }
  }

  @Test
  void everyDamageIsNoticedWhenItIsRead() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<Object> values = new ArrayList<>(List.of(Pair.of("k", group(numbers(300))), "end"));
    byte[] bytes = written(chunks(values));
    for (int round = 0; round < 400; round++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      assertCorrupt(new BlockBytes.Received(damaged), values, seed);
      byte[] torn = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
      assertCorrupt(new BlockBytes.Received(torn), values, seed);
    }
  }

  private void assertCorrupt(BlockBytes bytes, List<Object> values, long seed) {
    EngineException failure =
        assertThrows(
            EngineException.class,
            () -> {
              List<Object> read = new ArrayList<>();
              new ByteBlock(NAME, bytes, values.size()).values(codecs).forEachRemaining(read::add);
              assertEquals(values, read, "seed " + seed);
            });
    assertEquals(CoreError.BLOCK_CORRUPT, failure.code(), () -> failure + ", seed " + seed);
    assertTrue(failure.subject().isPresent());
  }

  @Test
  void theBytesAreThoseOfTheFirstDay() throws IOException {
    byte[] bytes = written(chunks(List.of(List.of(group(List.of(1, "two"))), 3)));
    assertEquals(GOLDEN, HexFormat.of().formatHex(bytes));
  }

  private static final String GOLDEN =
      "00000005fffffffffa4b3acc1a013b04000000000100000000000000130000000000000002"
          + "6ebe65600000000700000002dea5c75d0502090d74776f0000000200000001ed1325c60506";
}
