package io.brasa.connectors.parquet.compress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.airlift.compress.Compressor;
import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.brasa.connectors.parquet.format.Compression;
import io.brasa.connectors.parquet.format.Damage;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TestPacking {
  private static byte[] some(Random random) {
    byte[] bytes = new byte[random.nextInt(random.nextBoolean() ? 300 : 200_000)];
    int alphabet = 1 + random.nextInt(256);
    int repeat = 1 + random.nextInt(40);
    for (int i = 0; i < bytes.length; i++) {
      boolean isCopied = i > repeat && random.nextInt(20) > 0;
      bytes[i] = isCopied ? bytes[i - repeat] : (byte) random.nextInt(alphabet);
      if (random.nextInt(500) == 0) repeat = 1 + random.nextInt(70_000);
    }
    return bytes;
  }

  @Test
  void packsAndUnpacksAsOthersDo() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("packing with seed " + seed);
    for (int round = 0; round < 300; round++) {
      byte[] bytes = some(new Random(seed + round));
      String what = "seed " + (seed + round);
      check(Compression.SNAPPY, bytes, new SnappyCompressor(), new SnappyDecompressor(), what);
      check(Compression.LZ4_RAW, bytes, new Lz4Compressor(), new Lz4Decompressor(), what);
      byte[] ours = Packing.pack(Compression.SNAPPY, bytes, bytes.length);
      assertArrayEquals(bytes, org.xerial.snappy.Snappy.uncompress(ours), what);
      unpack(Compression.SNAPPY, org.xerial.snappy.Snappy.compress(bytes), bytes, what);
    }
  }

  private static void check(
      Compression compression,
      byte[] bytes,
      Compressor packer,
      Decompressor unpacker,
      String what) {
    byte[] ours = Packing.pack(compression, bytes, bytes.length);
    byte[] back = new byte[bytes.length];
    assertEquals(
        bytes.length, unpacker.decompress(ours, 0, ours.length, back, 0, back.length), what);
    assertArrayEquals(bytes, back, what);
    unpack(compression, ours, bytes, what);
    byte[] theirs = new byte[packer.maxCompressedLength(bytes.length)];
    int length = packer.compress(bytes, 0, bytes.length, theirs, 0, theirs.length);
    unpack(compression, Arrays.copyOf(theirs, length), bytes, what);
  }

  private static void unpack(Compression compression, byte[] packed, byte[] expected, String what) {
    byte[] in = new byte[packed.length + 20];
    System.arraycopy(packed, 0, in, 7, packed.length);
    byte[] out = new byte[expected.length + 30];
    Packing.unpack(compression, in, 7, 7 + packed.length, out, expected.length);
    assertArrayEquals(expected, Arrays.copyOf(out, expected.length), what);
  }

  @Test
  void saysOfDamageThatItIs() {
    long seed = new Random().nextLong();
    System.out.println("packing with seed " + seed);
    int found = 0;
    for (Compression compression : List.of(Compression.SNAPPY, Compression.LZ4_RAW)) {
      for (int round = 0; round < 2_000; round++) {
        Random random = new Random(seed + round);
        byte[] bytes = Arrays.copyOf(some(random), 1 + random.nextInt(2_000));
        byte[] packed = Packing.pack(compression, bytes, bytes.length);
        for (int i = 0; i < 3; i++) packed[random.nextInt(packed.length)] = (byte) random.nextInt();
        int end = random.nextBoolean() ? packed.length : random.nextInt(packed.length + 1);
        try {
          Packing.unpack(compression, packed, 0, end, new byte[bytes.length + 96], bytes.length);
        } catch (Damage | IndexOutOfBoundsException e) {
          found++;
        }
      }
    }
    assertEquals(true, found > 1_000, found + " found");
  }
}
