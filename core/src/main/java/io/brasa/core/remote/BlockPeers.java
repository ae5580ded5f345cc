package io.brasa.core.remote;

import io.brasa.core.block.BlockName;
import io.brasa.core.remote.Transport.Address;
import io.brasa.core.remote.Transport.Purpose;
import io.brasa.runtime.environment.Await;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Channels to those who serve blocks: one for each address, opened when it is first needed.
 * Thread-safe.
 */
final class BlockPeers {
  /** How long a peer may take for each part of an answer. */
  static final long PART_MILLIS = 60_000;

  private static final long WINDOW_BYTES = 4 << 20;

  private final Peers peers;
  private final ConcurrentHashMap<Address, Peer> open = new ConcurrentHashMap<>();

  BlockPeers(Peers peers) {
    this.peers = peers;
  }

  /** Lets some time pass before something is tried again. */
  void pause(long millis) {
    Await never = peers.environment().newAwait();
    Waiting.until(never, () -> false, millis, "another try");
  }

  /** Fails with {@code PEER_LOST}. */
  Peer at(Address address) {
    Peer known = open.get(address);
    if (known != null && !known.isClosed()) return known;
    if (known != null) open.remove(address, known);
    Peer fresh = peers.connect(address, Purpose.BLOCKS);
    Peer earlier = open.putIfAbsent(address, fresh);
    if (earlier == null) return fresh;
    fresh.close("another channel is open already");
    return earlier;
  }

  /**
   * The bytes under a name. Fails with {@code PEER_LOST}, or {@code BLOCK_CORRUPT} if they changed
   * on the way.
   */
  byte[] fetch(Address address, BlockName name) {
    return fetch(address, name, PART_MILLIS);
  }

  /**
   * As {@link #fetch(Address, BlockName)}.
   *
   * @param partMillis how long the peer may take for each part
   */
  byte[] fetch(Address address, BlockName name, long partMillis) {
    try (BlockStream blocks = stream(address, List.of(name), partMillis)) {
      return blocks.next();
    }
  }

  /** Asks for blocks, to be taken in their order. Fails with {@code PEER_LOST}. */
  BlockStream stream(Address address, List<BlockName> names, long partMillis) {
    return new BlockStream(at(address), names, WINDOW_BYTES, partMillis);
  }
}
