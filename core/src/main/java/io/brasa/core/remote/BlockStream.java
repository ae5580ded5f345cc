package io.brasa.core.remote;

import io.brasa.core.block.BlockName;
import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Blocks of one peer, asked for at once and taken one by one, whole. What is not taken yet comes in
 * the meantime, as far as the window goes. Used by one thread; must be closed.
 */
final class BlockStream implements AutoCloseable {
  private final Peer peer;
  private final Iterator<BlockName> names;
  private final Parts parts;

  BlockStream(Peer peer, List<BlockName> names, long windowBytes, long partMillis) {
    this.peer = peer;
    this.names = names.iterator();
    this.parts = peer.stream(new TaskMessage.FetchBlocks(names), windowBytes, partMillis);
  }

  /**
   * The bytes under the next name. Fails with {@code PEER_LOST}, or {@code BLOCK_CORRUPT} if they
   * changed on the way; there is no next one after that.
   */
  byte[] next() {
    BlockName name = names.next();
    if (!(parts.next().orElse(null) instanceof TaskMessage.BlockHeader header)
        || !header.name().equals(name)) throw peer.lost("no longer has " + name);
    if (header.lengthBytes() > Integer.MAX_VALUE - 8) throw corrupt(name);
    byte[] whole = new byte[(int) header.lengthBytes()];
    for (int at = 0; at < whole.length; ) {
      Optional<Message> part = parts.next();
      if (!(part.orElse(null) instanceof TaskMessage.BlockChunk(byte[] chunk))
          || chunk.length > whole.length - at) throw corrupt(name);
      System.arraycopy(chunk, 0, whole, at, chunk.length);
      at += chunk.length;
    }
    if (BlockSender.checksum(whole) != header.checksum()) throw corrupt(name);
    return whole;
  }

  private EngineException corrupt(BlockName name) {
    return new EngineException(
        CoreError.BLOCK_CORRUPT,
        name + " from " + peer + " is not as it was sent",
        "Check the network between the hosts");
  }

  @Override
  public void close() {
    parts.close();
  }
}
