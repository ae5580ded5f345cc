package io.brasa.compression;

import io.brasa.core.compression.UnpackedInput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/**
 * Unpacks a bzip2 file from any place on, one block at a time.
 *
 * <p>A file is one or more streams; a stream is "BZh" and a digit, blocks, and an end. Blocks and
 * ends begin with 48 bits of their own, at any bit, followed by a checksum of 32: there are no
 * other borders, so a block is found by looking for these bits, and ends where the next such are.
 * Each block is given to the library as a stream of its own: a head, the block's bits moved to the
 * next whole byte, and an end, whose checksum is that of the only block.
 *
 * <p>The same 48 bits can be in the middle of a block, once in 30,000 packed gigabytes. Then what
 * lies before does not unpack, and the block is tried once more to the place after. A range that
 * begins with such bits fails by its checksum; none is ever wrong in silence.
 *
 * <p>A block belongs to the range in which its first bit is. Not thread-safe.
 */
final class Bzip2Blocks extends UnpackedInput {
  private static final long BLOCK = 0x314159265359L;
  private static final long END = 0x177245385090L;
  private static final int MAGIC_BITS = 48;
  private static final long MAGIC_MASK = (1L << MAGIC_BITS) - 1;

  /** Magic and checksum. */
  private static final int HEAD_BITS = 80;

  /** A block has at most 900,000 bytes and is never packed into many more. */
  private static final long BLOCK_BITS_MAX = 8L * 1_200_000;

  /** How often a block is tried to the next border. */
  private static final int TRIES = 3;

  private final BitReader in;
  private final long endBit;

  /** The bit in the file at which the window begins. */
  private long windowBit;

  /** The next block or end, in the window; -1 when the file is over. */
  private long next;

  private byte[] block = {};
  private int position;
  private long unpacked;
  private long rangeBytes = Long.MAX_VALUE;

  /** The combined checksum of the stream, if it was read from its start. */
  private int streamChecksum;

  private boolean isStreamWhole;

  Bzip2Blocks(InputStream packed, long offset, long end) throws IOException {
    this.in = new BitReader(packed);
    this.endBit = end > Long.MAX_VALUE / 16 ? Long.MAX_VALUE / 2 : 8 * end;
    this.windowBit = 8 * offset;
    next = offset == 0 ? openStream(0) : findFirst();
  }

  @Override
  public long rangeBytes() {
    return rangeBytes;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) return 0;
    while (position == block.length) {
      if (!openBlock()) return -1;
    }
    int count = Math.min(length, block.length - position);
    System.arraycopy(block, position, bytes, offset, count);
    position += count;
    return count;
  }

  /** The first block of a range that does not begin its file; -1 if none begins in it. */
  private long findFirst() throws IOException {
    long bit = 0;
    while (true) {
      long found = find(bit, endBit - windowBit + MAGIC_BITS + 8);
      if (found < 0 || windowBit + found >= endBit) {
        rangeBytes = 0;
        return -1;
      }
      if (in.bits(found, MAGIC_BITS) == BLOCK) return found;
      bit = found + 1;
    }
  }

  /** The first magic at or after a bit; -1 if there is none that ends before the limit. */
  private long find(long from, long limit) throws IOException {
    long window = 0;
    long bits = from & ~7L;
    while (bits + 8 <= limit && in.has(bits + 8)) {
      window = window << 8 | in.byteAt((int) (bits >>> 3));
      bits += 8;
      for (int shift = 7; shift >= 0; shift--) {
        long candidate = window >>> shift & MAGIC_MASK;
        if (candidate != BLOCK && candidate != END) continue;
        long start = bits - shift - MAGIC_BITS;
        if (start >= from) return start;
      }
    }
    return -1;
  }

  /** Reads the head of a stream at a whole byte; -1 if the file ends there. */
  private long openStream(long bit) throws IOException {
    if (!in.has(bit + 8)) return fileEnd();
    long head = in.bits(bit, 32);
    int level = (int) (head & 0xff);
    if (head >>> 8 != 0x425A68 || level < '1' || level > '9')
      throw new IOException(
          windowBit + bit == 0 ? "it is no bzip2 file" : "it goes on with what is no bzip2 stream");
    streamChecksum = 0;
    isStreamWhole = true;
    return bit + 32;
  }

  private long fileEnd() {
    if (rangeBytes == Long.MAX_VALUE) rangeBytes = unpacked;
    return -1;
  }

  /** Unpacks the next block; false at the end of the file. */
  private boolean openBlock() throws IOException {
    while (next >= 0) {
      long magic = in.bits(next, MAGIC_BITS);
      if (magic == BLOCK) {
        if (windowBit + next >= endBit && rangeBytes == Long.MAX_VALUE) rangeBytes = unpacked;
        unpackBlock();
        return true;
      }
      if (magic != END) throw new IOException("there is no block where one should be");
      closeStream();
    }
    block = new byte[0];
    position = 0;
    return false;
  }

  private void closeStream() throws IOException {
    int checksum = (int) in.bits(next + MAGIC_BITS, 32);
    if (isStreamWhole && checksum != streamChecksum) throw new IOException("its checksum differs");
    next = openStream(next + HEAD_BITS + 7 & ~7L);
    if (next >= 0) forgetBefore();
  }

  private void unpackBlock() throws IOException {
    int checksum = (int) in.bits(next + MAGIC_BITS, 32);
    IOException first = null;
    long end = next + HEAD_BITS;
    for (int tries = 0; tries < TRIES; tries++) {
      end = find(end, next + BLOCK_BITS_MAX);
      if (end < 0) break;
      try {
        block = unpack(next, end, checksum);
        position = 0;
        unpacked += block.length;
        streamChecksum = (streamChecksum << 1 | streamChecksum >>> 31) ^ checksum;
        next = end;
        forgetBefore();
        return;
      } catch (IOException | RuntimeException e) {
        if (first == null)
          first = e instanceof IOException io ? io : new IOException(e.toString(), e);
        end++;
      }
    }
    if (first != null) throw first;
    throw in.has(next + BLOCK_BITS_MAX)
        ? new IOException("a block has no end")
        : new EOFException("it ends in the middle");
  }

  private byte[] unpack(long from, long to, int checksum) throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream((int) (to - from >>> 3) + 32);
    stream.writeBytes(new byte[] {'B', 'Z', 'h', '9'});
    long bit = from;
    for (; bit + 8 <= to; bit += 8) stream.write((int) in.bits(bit, 8));
    BitTail tail = new BitTail(stream);
    tail.put(in.bits(bit, (int) (to - bit)), (int) (to - bit));
    tail.put(END, MAGIC_BITS);
    tail.put(checksum & 0xffffffffL, 32);
    tail.put(0, 7);
    ByteArrayOutputStream content = new ByteArrayOutputStream(1 << 20);
    try (InputStream unpacking =
        new BZip2CompressorInputStream(new ByteArrayInputStream(stream.toByteArray()))) {
      unpacking.transferTo(content);
    }
    return content.toByteArray();
  }

  /** Lets go of what lies before the next block. */
  private void forgetBefore() {
    int bytes = (int) (next >>> 3);
    in.drop(bytes);
    windowBit += 8L * bytes;
    next -= 8L * bytes;
  }

  /** Adds runs of bits to a stream; those that fill no byte are lost. */
  private static final class BitTail {
    private final ByteArrayOutputStream out;
    private int open;
    private int openBits;

    BitTail(ByteArrayOutputStream out) {
      this.out = out;
    }

    void put(long bits, int count) {
      for (int bit = count - 1; bit >= 0; bit--) {
        open = open << 1 | (int) (bits >>> bit & 1);
        if (++openBits < 8) continue;
        out.write(open);
        open = 0;
        openBits = 0;
      }
    }
  }
}
