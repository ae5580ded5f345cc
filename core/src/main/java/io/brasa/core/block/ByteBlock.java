package io.brasa.core.block;

import static java.util.Objects.requireNonNull;

import io.brasa.runtime.codec.Codecs;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Encoded values, in the heap, outside it, or in a range of a file. Reading fails with {@code
 * BLOCK_CORRUPT}, naming the block, when the bytes are not what was written.
 *
 * @param name of the block in errors
 * @param bytes in the format of the package
 */
public record ByteBlock(BlockName name, BlockBytes bytes, long valueCount) implements Block {
  static final String REMEDY =
      "The engine computes it again; if this recurs check the disk and the memory of the host";

  public ByteBlock {
    requireNonNull(name);
    requireNonNull(bytes);
  }

  @Override
  public long sizeBytes() {
    return bytes.length();
  }

  @Override
  public ClosingIterator<Object> values(Codecs codecs) {
    // Memory outside the heap must be held on to from now on; files are opened when they are read.
    return new ChunkReader(this, codecs, bytes instanceof OffHeapBytes held ? held.open() : null);
  }

  @Override
  public ClosingIterator<Object> shared(Codecs codecs) {
    return values(codecs);
  }

  /** Writes the bytes as they are, unchecked. Fails with {@code BLOCK_CORRUPT} if some are gone. */
  public void copyTo(OutputStream out) throws IOException {
    Copying.copy(name, bytes, out);
  }

  /** The chunks in order, each checked before it is given. Closes itself at its end. */
  public ClosingIterator<Chunk> chunks() {
    return new CheckedChunks(this);
  }
}
