package io.brasa.core.block;

import java.io.InputStream;
import java.util.List;

/** The bytes of chunks in the heap, as they would be in a file. */
final class ChunkInput extends InputStream {
  private final List<Chunk> chunks;
  private int nextPart;
  private byte[] part = {};
  private int partLength;
  private int position;

  ChunkInput(List<Chunk> chunks) {
    this.chunks = chunks;
  }

  @Override
  public int read() {
    return isAtEnd() ? -1 : part[position++] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (length == 0) return 0;
    if (isAtEnd()) return -1;
    int count = Math.min(length, partLength - position);
    System.arraycopy(part, position, target, offset, count);
    position += count;
    return count;
  }

  /** Parts are headers and payloads by turns. */
  private boolean isAtEnd() {
    while (position == partLength) {
      if (nextPart == 2 * chunks.size()) return true;
      Chunk chunk = chunks.get(nextPart / 2);
      boolean isHeader = nextPart % 2 == 0;
      part = isHeader ? chunk.header() : chunk.payload();
      partLength = isHeader ? part.length : chunk.length();
      position = 0;
      nextPart++;
    }
    return false;
  }
}
