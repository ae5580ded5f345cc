package io.brasa.core.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TestByteBlock {
  private static final BlockName NAME = new BlockName.Cached(7, 3);
  private final Codecs codecs = new Codecs(TestByteBlock.class.getClassLoader());

  @Test
  void givesBackWhatWasEncodedInSeveralChunks() {
    List<Object> values = values(20_000);
    ByteBlock block = block(values);
    assertTrue(chunks(values).size() > 3, "the test wants several chunks");
    assertEquals(values, drained(block));
    assertEquals(values, drained(block), "a block can be read twice");
  }

  @Test
  void anEmptyBlockHasNoBytes() {
    ByteBlock block = block(List.of());
    assertEquals(0, block.sizeBytes());
    assertEquals(List.of(), drained(block));
  }

  @Test
  void bytesReceivedFromAPeerReadTheSame() throws Exception {
    List<Object> values = values(100);
    ByteBlock block = block(values);
    byte[] bytes = block.bytes().open().readAllBytes();
    assertEquals(block.sizeBytes(), bytes.length);
    assertEquals(
        values, drained(new ByteBlock(NAME, new BlockBytes.Received(bytes), values.size())));
  }

  @Test
  void everyFlippedBitIsDetected() throws Exception {
    List<Object> values = List.of("a", 1L, "b", 2.5);
    byte[] bytes = block(values).bytes().open().readAllBytes();
    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= (byte) (1 << i % 8);
      assertCorrupt(new ByteBlock(NAME, new BlockBytes.Received(damaged), values.size()));
    }
  }

  @Test
  void everyTruncationIsDetected() throws Exception {
    List<Object> values = List.of("a", 1L, "b", 2.5);
    byte[] bytes = block(values).bytes().open().readAllBytes();
    for (int length = 0; length < bytes.length; length++) {
      byte[] torn = Arrays.copyOf(bytes, length);
      assertCorrupt(new ByteBlock(NAME, new BlockBytes.Received(torn), values.size()));
    }
  }

  @Test
  void bytesAfterTheLastChunkAreDetected() throws Exception {
    byte[] bytes = block(List.of("a")).bytes().open().readAllBytes();
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertCorrupt(new ByteBlock(NAME, new BlockBytes.Received(longer), 1));
  }

  private void assertCorrupt(ByteBlock block) {
    EngineException failure = assertThrows(EngineException.class, () -> drained(block));
    assertEquals(CoreError.BLOCK_CORRUPT, failure.code());
    assertTrue(failure.what().contains(NAME.toString()), failure.what());
  }

  private List<Object> drained(Block block) {
    List<Object> values = new ArrayList<>();
    block.values(codecs).forEachRemaining(values::add);
    return values;
  }

  private ByteBlock block(List<Object> values) {
    return new ByteBlock(NAME, BlockBytes.InHeap.of(chunks(values)), values.size());
  }

  private List<Chunk> chunks(List<Object> values) {
    List<Chunk> chunks = new ArrayList<>();
    ChunkEncoder encoder = new ChunkEncoder(codecs);
    for (Object value : values) {
      encoder.write(value);
      if (encoder.isFull()) chunks.add(encoder.seal());
    }
    if (!encoder.isEmpty()) chunks.add(encoder.seal());
    return chunks;
  }

  private static List<Object> values(int count) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < count; i++)
      values.add(i % 7 == 0 ? null : i % 2 == 0 ? (Object) (long) i : "text " + i);
    return values;
  }
}
