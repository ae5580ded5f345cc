package io.brasa.core.block;

import static java.util.Objects.requireNonNull;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.Storage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Where the bytes of a {@link ByteBlock} are. */
public sealed interface BlockBytes
    permits BlockBytes.InHeap,
        BlockBytes.Received,
        BlockBytes.InFile,
        BlockBytes.Slice,
        OffHeapBytes {
  long length();

  /** Opens all bytes for reading. */
  InputStream open();

  /** A range of these bytes. */
  default BlockBytes slice(long offset, long length) {
    return new Slice(this, offset, length);
  }

  /** A range of others. */
  record Slice(BlockBytes whole, long offset, long length) implements BlockBytes {
    @Override
    public InputStream open() {
      InputStream in = whole.open();
      try {
        in.skipNBytes(offset);
      } catch (IOException e) {
        throw new EngineException(
            RuntimeError.STORAGE_FAILED, "Bytes end before " + offset, "Check the disk", e);
      }
      return new Limited(in, length);
    }
  }

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

    /** The same, with what is {@linkplain Chunk#whole attached} in the heap too. */
    public InHeap whole() {
      boolean isWhole = true;
      for (Chunk chunk : chunks) isWhole &= chunk.attachments().isEmpty();
      return isWhole ? this : new InHeap(chunks.stream().map(Chunk::whole).toList(), length);
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

    @Override
    public BlockBytes slice(long from, long sliceLength) {
      return new InFile(storage, path, offset + from, sliceLength);
    }
  }
}
