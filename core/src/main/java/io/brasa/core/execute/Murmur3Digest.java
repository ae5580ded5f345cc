package io.brasa.core.execute;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;

/**
 * MurmurHash3, the variant of 128 bits for 64-bit machines (Austin Appleby, 2011, public domain),
 * with the seed 0. For what only has to be told apart, never for what somebody could forge: a first
 * job is spared the JDK's security providers, which take a tenth of its time to load. The digest is
 * the two halves in big-endian order. Not thread-safe.
 */
final class Murmur3Digest extends MessageDigest {
  private static final int BLOCK_BYTES = 16;
  private static final long C1 = 0x87c37b91114253d5L;
  private static final long C2 = 0x4cf5ad432745937fL;

  private final ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private long h1;
  private long h2;
  private long length;

  Murmur3Digest() {
    super("MurmurHash3_x64_128");
  }

  @Override
  protected int engineGetDigestLength() {
    return BLOCK_BYTES;
  }

  @Override
  protected void engineUpdate(byte input) {
    block.put(input);
    length++;
    if (!block.hasRemaining()) mixBlock();
  }

  @Override
  protected void engineUpdate(byte[] input, int offset, int count) {
    length += count;
    int at = offset;
    int left = count;
    while (left > 0) {
      int part = Math.min(left, block.remaining());
      block.put(input, at, part);
      at += part;
      left -= part;
      if (!block.hasRemaining()) mixBlock();
    }
  }

  private void mixBlock() {
    h1 ^= mixed1(block.getLong(0));
    h1 = (Long.rotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
    h2 ^= mixed2(block.getLong(8));
    h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
    block.clear();
  }

  private static long mixed1(long k) {
    return Long.rotateLeft(k * C1, 31) * C2;
  }

  private static long mixed2(long k) {
    return Long.rotateLeft(k * C2, 33) * C1;
  }

  @Override
  protected byte[] engineDigest() {
    while (block.hasRemaining()) block.put((byte) 0);
    h1 ^= mixed1(block.getLong(0)) ^ length;
    h2 ^= mixed2(block.getLong(8)) ^ length;
    h1 += h2;
    h2 += h1;
    h1 = spread(h1);
    h2 = spread(h2);
    h1 += h2;
    h2 += h1;
    byte[] digest = ByteBuffer.allocate(BLOCK_BYTES).putLong(h1).putLong(h2).array();
    engineReset();
    return digest;
  }

  private static long spread(long hash) {
    long k = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    k = (k ^ k >>> 33) * 0xc4ceb9fe1a85ec53L;
    return k ^ k >>> 33;
  }

  @Override
  protected void engineReset() {
    block.clear();
    h1 = 0;
    h2 = 0;
    length = 0;
  }
}
