package io.brasa.core.block;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.error.EngineException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Blocks as streams of bytes. */
final class TestBlockStreams {
  private static final BlockName NAME = new BlockName.Cached(1, 2);

  private static byte[] numbered(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) bytes[i] = (byte) (i * 13);
    return bytes;
  }

  @Test
  void aLimitedStreamEndsAtItsLength() throws IOException {
    byte[] bytes = numbered(100);
    for (int limit : new int[] {0, 1, 60, 100, 200}) {
      byte[] expected = Arrays.copyOf(bytes, Math.min(limit, 100));
      assertArrayEquals(expected, limited(bytes, limit).readAllBytes());
      assertArrayEquals(expected, byteByByte(limited(bytes, limit)));
      assertFalse(limited(bytes, limit).markSupported());
    }
    InputStream in = limited(bytes, 60);
    assertEquals(0, in.read(new byte[0], 0, 0));
    assertEquals(50, in.skip(50));
    assertEquals(10, in.skip(50));
    assertEquals(-1, in.read());
    assertEquals(-1, in.read(new byte[4], 0, 4));
    InputStream other = limited(bytes, 60);
    byte[] target = new byte[100];
    assertEquals(60, other.read(target, 5, 90));
    assertEquals(bytes[59], target[64]);
  }

  private static InputStream limited(byte[] bytes, int limit) {
    return new Limited(new ByteArrayInputStream(bytes), limit);
  }

  private static byte[] byteByByte(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int value = in.read(); value >= 0; value = in.read()) out.write(value);
    return out.toByteArray();
  }

  @Test
  void chunksInTheHeapReadAsTheyWouldFromAFile() throws IOException {
    Codecs codecs = new Codecs(TestBlockStreams.class.getClassLoader());
    GatheredBytes gathered = new GatheredBytes(codecs, null);
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) values.add("value " + i);
    values.forEach(gathered::add);
    ByteBlock block = gathered.block(NAME);
    assertEquals(20_000, block.valueCount());
    byte[] whole;
    try (InputStream in = block.bytes().open()) {
      whole = in.readAllBytes();
    }
    assertEquals(block.sizeBytes(), whole.length);
    try (InputStream in = block.bytes().open()) {
      assertArrayEquals(whole, byteByByte(in));
      assertEquals(-1, in.read(new byte[3], 0, 3));
      assertEquals(0, in.read(new byte[3], 0, 0));
    }
    ByteArrayOutputStream copied = new ByteArrayOutputStream();
    block.copyTo(copied);
    assertArrayEquals(whole, copied.toByteArray());
    ByteBlock received = new ByteBlock(NAME, new BlockBytes.Received(whole), 20_000);
    List<Object> read = new ArrayList<>();
    received.values(codecs).forEachRemaining(read::add);
    assertEquals(values, read);
  }

  @Test
  void whatIsNotAsItWasWrittenNamesTheBlock() {
    Codecs codecs = new Codecs(TestBlockStreams.class.getClassLoader());
    GatheredBytes gathered = new GatheredBytes(codecs, null);
    for (int i = 0; i < 100; i++) gathered.add("value " + i);
    byte[] whole = content(gathered.block(NAME));
    for (int at = 0; at < whole.length; at += 7) {
      byte[] changed = whole.clone();
      changed[at] ^= 4;
      corrupt(codecs, changed, 100);
    }
    for (int length = 0; length < whole.length; length += 11)
      corrupt(codecs, Arrays.copyOf(whole, length), 100);
    corrupt(codecs, Arrays.copyOf(whole, whole.length + 1), 100);
    corrupt(codecs, whole, 99);
    corrupt(codecs, whole, 101);
  }

  private static byte[] content(ByteBlock block) {
    try (InputStream in = block.bytes().open()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void corrupt(Codecs codecs, byte[] bytes, long valueCount) {
    ByteBlock block = new ByteBlock(NAME, new BlockBytes.Received(bytes), valueCount);
    EngineException corrupt =
        assertThrows(
            EngineException.class,
            () -> {
              Iterator<Object> values = block.values(codecs);
              while (values.hasNext()) values.next();
            });
    assertSame(CoreError.BLOCK_CORRUPT, corrupt.code());
    assertEquals(Optional.of(NAME), corrupt.subject());
  }

  @Test
  void aBlockWhoseFileEndsEarlyIsNotCopied() {
    MemoryStorage storage = new MemoryStorage();
    BlockBytes bytes = new BlockBytes.InFile(storage, "/none", 0, 10);
    EngineException gone =
        assertThrows(
            EngineException.class,
            () -> new ByteBlock(NAME, bytes, 1).copyTo(new ByteArrayOutputStream()));
    assertSame(CoreError.BLOCK_CORRUPT, gone.code());
    assertEquals(Optional.of(NAME), gone.subject());
    assertTrue(gone.what().contains("cannot be read"), gone.what());
  }
}
