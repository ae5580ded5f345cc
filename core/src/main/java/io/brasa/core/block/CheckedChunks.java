package io.brasa.core.block;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.util.NoSuchElementException;

/**
 * Reads the chunks of a {@link ByteBlock} one by one and checks each before it is given. Everything
 * that is not as it was written is {@code BLOCK_CORRUPT} and names the block. Chunks that never
 * left the heap are given as they are.
 */
final class CheckedChunks implements ClosingIterator<Chunk> {
  private final ByteBlock block;
  private InputStream input;
  private long bytesLeft;
  private long valuesLeft;
  private int nextInHeap;

  CheckedChunks(ByteBlock block) {
    this.block = block;
    this.bytesLeft = block.sizeBytes();
    this.valuesLeft = block.valueCount();
  }

  @Override
  public boolean hasNext() {
    if (valuesLeft > 0) return true;
    finish();
    return false;
  }

  @Override
  public Chunk next() {
    if (!hasNext()) throw new NoSuchElementException();
    Chunk chunk = block.bytes() instanceof BlockBytes.InHeap heap ? take(heap) : read();
    if (chunk.valueCount() <= 0 || chunk.valueCount() > valuesLeft)
      throw corrupt("there are more values than the index says");
    valuesLeft -= chunk.valueCount();
    return chunk;
  }

  private Chunk take(BlockBytes.InHeap heap) {
    if (nextInHeap == heap.chunks().size()) throw corrupt("there are fewer values than counted");
    Chunk chunk = heap.chunks().get(nextInHeap++);
    bytesLeft -= chunk.sizeBytes();
    return chunk;
  }

  private Chunk read() {
    byte[] header = readFully(Chunk.HEADER_BYTES);
    int length = Chunk.getInt(header, 0);
    int valueCount = Chunk.getInt(header, 4);
    int checksum = Chunk.getInt(header, 8);
    // Checked first, since a damaged length must neither allocate nor read at random.
    if (length < 0 || length > bytesLeft)
      throw corrupt("a chunk of " + length + " bytes does not fit");
    byte[] payload = readFully(length);
    if (Chunk.checksum(valueCount, payload, length) != checksum)
      throw corrupt("a checksum differs");
    return new Chunk(valueCount, checksum, payload, length);
  }

  private byte[] readFully(int length) {
    if (length > bytesLeft) throw corrupt("it ends within a chunk");
    try {
      if (input == null) input = block.bytes().open();
      byte[] bytes = input.readNBytes(length);
      if (bytes.length < length) throw corrupt("its file ends early");
      bytesLeft -= length;
      return bytes;
    } catch (IOException e) {
      throw unreadable(e.getMessage(), e);
    } catch (EngineException e) {
      // A storage's error, a missing file for one, is about a path: nobody could tell which block
      // to compute again.
      throw e.subject().isPresent() ? e : unreadable(e.what(), e);
    }
  }

  private EngineException unreadable(String why, Exception cause) {
    return new EngineException(
            CoreError.BLOCK_CORRUPT,
            block.name() + " cannot be read: " + why,
            ByteBlock.REMEDY,
            cause)
        .about(block.name());
  }

  private void finish() {
    boolean endsEarly = valuesLeft == 0 && bytesLeft > 0;
    close();
    if (endsEarly) throw corrupt("bytes follow its last chunk");
  }

  EngineException corrupt(String detail) {
    close();
    return new EngineException(
            CoreError.BLOCK_CORRUPT, block.name() + " is damaged: " + detail, ByteBlock.REMEDY)
        .about(block.name());
  }

  @Override
  public void close() {
    valuesLeft = 0;
    bytesLeft = 0;
    InputStream open = input;
    input = null;
    try {
      if (open != null) open.close();
    } catch (IOException e) {
      throw new EngineException(
              CoreError.BLOCK_CORRUPT,
              block.name() + " cannot be closed: " + e.getMessage(),
              ByteBlock.REMEDY,
              e)
          .about(block.name());
    }
  }
}
