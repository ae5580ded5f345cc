package io.brasa.core.remote;

import io.brasa.core.block.BlockBytes;
import io.brasa.core.block.BlockName;
import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.CRC32C;

/**
 * Answers {@link TaskMessage.FetchBlocks}. Reads one chunk at a time, whatever the size of a block.
 */
final class BlockSender {
  /**
   * Below the window of any asker that has few peers, so that disk, wire and reader work at the
   * same time.
   */
  private static final int CHUNK_BYTES = 256 << 10;

  /** What is to be sent under a name. */
  record Found(BlockBytes bytes, long rows, long checksum) {
    /** A block of values, which has checksums of its own. */
    static Found block(BlockBytes bytes, long rows) {
      return new Found(bytes, rows, TaskMessage.BlockHeader.CHECKS_ITSELF);
    }

    /** Bytes that no block format protects. */
    static Found raw(byte[] bytes) {
      return new Found(new BlockBytes.Received(bytes), 1, BlockSender.checksum(bytes));
    }
  }

  private BlockSender() {}

  static long checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length);
    return crc.getValue();
  }

  static void send(
      TaskMessage.FetchBlocks request,
      Function<BlockName, Optional<Found>> finder,
      PartSender parts) {
    for (BlockName name : request.names()) {
      Optional<Found> found = finder.apply(name);
      if (found.isEmpty()) {
        parts.send(new TaskMessage.BlockMissing(name));
      } else {
        send(name, found.get(), parts);
      }
    }
  }

  private static void send(BlockName name, Found found, PartSender parts) {
    long left = found.bytes().length();
    parts.send(new TaskMessage.BlockHeader(name, left, found.rows(), found.checksum()));
    try (InputStream in = open(name, found)) {
      while (left > 0) {
        byte[] chunk = read(name, in, (int) Math.min(CHUNK_BYTES, left));
        if (chunk.length == 0) throw damaged(name, "its file ends early", null);
        parts.send(new TaskMessage.BlockChunk(chunk));
        left -= chunk.length;
      }
    } catch (IOException failure) {
      throw damaged(name, failure.getMessage(), failure);
    }
  }

  /**
   * A storage's error, a missing file for one, is about a path; the asker has to hear that the
   * block is lost.
   */
  private static InputStream open(BlockName name, Found found) {
    try {
      return found.bytes().open();
    } catch (EngineException failure) {
      throw damaged(name, failure.what(), failure);
    }
  }

  private static byte[] read(BlockName name, InputStream in, int length) throws IOException {
    try {
      return in.readNBytes(length);
    } catch (EngineException failure) {
      throw damaged(name, failure.what(), failure);
    }
  }

  private static EngineException damaged(BlockName name, String why, Exception cause) {
    return new EngineException(
        CoreError.BLOCK_CORRUPT,
        name + " cannot be read: " + why,
        "The engine computes it again",
        cause);
  }
}
