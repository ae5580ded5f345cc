package io.brasa.core.block;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Takes the bytes of a block as they are. What cannot be read any more is {@code BLOCK_CORRUPT} and
 * names the block, so that it is computed again; what cannot be written is the writer's to tell.
 */
final class Copying {
  private static final int PIECE_BYTES = 16 << 10;

  private Copying() {}

  static void copy(BlockName name, BlockBytes bytes, OutputStream out) throws IOException {
    byte[] piece = new byte[(int) Math.min(PIECE_BYTES, bytes.length())];
    long left = bytes.length();
    InputStream in = open(name, bytes);
    try {
      while (left > 0) {
        int count = read(name, in, piece, (int) Math.min(piece.length, left));
        out.write(piece, 0, count);
        left -= count;
      }
    } finally {
      in.close();
    }
  }

  private static int read(BlockName name, InputStream in, byte[] piece, int length) {
    try {
      int count = in.read(piece, 0, length);
      if (count < 0) throw unreadable(name, "its file ends early", null);
      return count;
    } catch (IOException e) {
      throw unreadable(name, e.getMessage(), e);
    }
  }

  static InputStream open(BlockName name, BlockBytes bytes) {
    try {
      return bytes.open();
    } catch (EngineException e) {
      throw e.subject().isPresent() ? e : unreadable(name, e.what(), e);
    }
  }

  static EngineException unreadable(BlockName name, String why, Exception cause) {
    return new EngineException(
            CoreError.BLOCK_CORRUPT, name + " cannot be read: " + why, ByteBlock.REMEDY, cause)
        .about(name);
  }
}
