package io.brasa.core.block;

import static java.util.Objects.requireNonNull;

import io.brasa.runtime.storage.Storage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;

/** Where the bytes of a {@link ByteBlock} are. */
public sealed interface BlockBytes
    permits BlockBytes.InHeap, BlockBytes.Received, BlockBytes.InFile, OffHeapBytes {
  long length();

  /** Opens all bytes for reading. */
  InputStream open();

  /**
   * In the heap.
   *
   * @param chunks in order, in the format of the package
   */
  record InHeap(List<Chunk> chunks, long length) implements BlockBytes {
    public InHeap {
      chunks = List.copyOf(chunks);
    }

    public static InHeap of(List<Chunk> chunks) {
      long length = 0;
      for (Chunk chunk : chunks) length += chunk.sizeBytes();
      return new InHeap(chunks, length);
    }

    @Override
    public InputStream open() {
      return new ChunkInput(chunks);
    }
  }

  /**
   * As they came over the wire.
   *
   * @param bytes owned by the block from now on
   */
  record Received(byte[] bytes) implements BlockBytes {
    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }
  }

  /** A range of a file. */
  record InFile(Storage storage, String path, long offset, long length) implements BlockBytes {
    public InFile {
      requireNonNull(storage);
      requireNonNull(path);
    }

    @Override
    public InputStream open() {
      return storage.open(path, offset, length);
    }
  }
}
