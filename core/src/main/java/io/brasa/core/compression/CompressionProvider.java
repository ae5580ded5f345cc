package io.brasa.core.compression;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * Unpacks and packs by one library; found by {@link java.util.ServiceLoader}. Streams may throw any
 * {@code IOException} or unchecked exception about damaged bytes, must fail on bytes that end
 * early, and own the stream they are given. Stateless and thread-safe.
 */
public interface CompressionProvider {
  /** What it reads and writes. */
  Compression compression();

  /** The content of a whole file, whose stream is buffered already. */
  InputStream unpack(InputStream packed) throws IOException;

  /** A stream whose bytes are packed; closing it ends the file. */
  OutputStream pack(OutputStream file) throws IOException;

  /** A class of each library that it needs, so that executor processes can be given them. */
  List<Class<?>> libraries();

  /** A packing whose files can be read from the middle. */
  interface ByBlocks extends CompressionProvider {
    /**
     * The content of the blocks that begin in the stored bytes from {@code offset} to before {@code
     * end}, and of those after them.
     *
     * @param packed the stored bytes from {@code offset} on
     */
    UnpackedInput unpack(InputStream packed, long offset, long end) throws IOException;
  }
}
