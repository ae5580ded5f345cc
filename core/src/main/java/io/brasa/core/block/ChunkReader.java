package io.brasa.core.block;

import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.Decoder;
import java.io.InputStream;
import java.util.NoSuchElementException;

/** Reads the values of a {@link ByteBlock}, one chunk in memory at a time. */
final class ChunkReader implements ClosingIterator<Object> {
  private final CheckedChunks chunks;
  private final Codecs codecs;
  private Decoder decoder;
  private int valuesLeftInChunk;

  /**
   * @param opened the bytes of the block, or null to open them when they are needed
   */
  ChunkReader(ByteBlock block, Codecs codecs, InputStream opened) {
    this.chunks = new CheckedChunks(block, opened);
    this.codecs = codecs;
  }

  @Override
  public boolean hasNext() {
    return valuesLeftInChunk > 0 || chunks.hasNext();
  }

  @Override
  public Object next() {
    if (!hasNext()) throw new NoSuchElementException();
    if (valuesLeftInChunk == 0) open(chunks.next());
    Object value = decoder.readValue();
    valuesLeftInChunk--;
    if (valuesLeftInChunk == 0 && !decoder.isAtEnd())
      throw chunks.corrupt("a chunk has bytes after its last value");
    return value;
  }

  private void open(Chunk chunk) {
    decoder = chunk.decoder(codecs);
    valuesLeftInChunk = chunk.valueCount();
  }

  @Override
  public void close() {
    valuesLeftInChunk = 0;
    chunks.close();
  }
}
