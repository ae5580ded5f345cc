package io.brasa.columnar.source.files;

import io.brasa.columnar.source.SourceContext;

/** All bytes of a file, unpacked, in one array that the memory account knows of. */
public final class WholeFile implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 20;

  private final RecordBuffer buffer;

  public WholeFile(FileSplit split, SourceContext context) {
    this.buffer = new RecordBuffer(split, 0, BUFFER_BYTES, context);
    boolean isRead = false;
    try {
      while (!buffer.isAtEnd()) buffer.grow();
      isRead = true;
    } finally {
      if (!isRead) buffer.close();
    }
  }

  public byte[] bytes() {
    return buffer.bytes();
  }

  /** How many bytes the file has. */
  public int length() {
    return buffer.limit();
  }

  @Override
  public void close() {
    buffer.close();
  }
}
