package io.brasa.core.block;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.Decoder;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.util.NoSuchElementException;

/**
 * Reads the values of a {@link ByteBlock}, one chunk in memory at a time, and checks each chunk
 * before the first value of it is decoded. Everything that is not as it was written is {@code
 * BLOCK_CORRUPT} and names the block.
 */
final class ChunkReader implements ClosingIterator<Object> {
  private final ByteBlock block;
  private final Codecs codecs;
  private InputStream input;
  private long bytesLeft;
  private long valuesLeft;
  private Decoder decoder;
  private int valuesLeftInChunk;

  /**
   * @param opened the bytes of the block, or null to open them when they are needed
   */
  ChunkReader(ByteBlock block, Codecs codecs, InputStream opened) {
    this.block = block;
    this.input = opened;
    this.codecs = codecs;
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
  public Object next() {
    if (!hasNext()) throw new NoSuchElementException();
    if (valuesLeftInChunk == 0) openChunk();
    Object value = decoder.readValue();
    valuesLeftInChunk--;
    valuesLeft--;
    if (valuesLeftInChunk == 0 && !decoder.isAtEnd())
      throw corrupt("a chunk has bytes after its last value");
    return value;
  }

  private void openChunk() {
    byte[] header = readFully(Chunk.HEADER_BYTES);
    int length = Chunk.getInt(header, 0);
    int valueCount = Chunk.getInt(header, 4);
    // Checked first, since a damaged length must neither allocate nor read at random.
    if (length < 0 || length > bytesLeft)
      throw corrupt("a chunk of " + length + " bytes does not fit");
    byte[] payload = readFully(length);
    if (Chunk.checksum(valueCount, payload) != Chunk.getInt(header, 8))
      throw corrupt("a checksum differs");
    if (valueCount <= 0 || valueCount > valuesLeft)
      throw corrupt("there are more values than the index says");
    decoder = new Decoder(codecs, payload, 0, length);
    valuesLeftInChunk = valueCount;
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

  private EngineException corrupt(String detail) {
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
