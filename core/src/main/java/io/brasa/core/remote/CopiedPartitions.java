package io.brasa.core.remote;

import io.brasa.core.block.BlockCopies;
import io.brasa.core.block.BlockName;
import io.brasa.core.block.StorageLevel;
import io.brasa.core.block.TieredBlockStore;
import io.brasa.core.error.CoreError;
import io.brasa.core.remote.Transport.Address;
import io.brasa.core.task.Replicas;
import io.brasa.runtime.error.EngineException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An executor's side of copies of persisted partitions: tells the driver what it keeps, and fetches
 * copies from those that have them, for its own tasks or since the driver wants a copy here.
 * Thread-safe.
 */
final class CopiedPartitions implements Replicas {
  private static final long WINDOW_BYTES = 4 << 20;
  private static final long ANSWER_MILLIS = 60_000;
  private static final System.Logger LOG = System.getLogger("io.brasa");

  private final TieredBlockStore store;
  private final BlockCopies copies;
  private final BlockPeers peers;
  private final Supplier<Peer> driver;

  CopiedPartitions(
      TieredBlockStore store, BlockCopies copies, BlockPeers peers, Supplier<Peer> driver) {
    this.store = store;
    this.copies = copies;
    this.peers = peers;
    this.driver = driver;
  }

  @Override
  public void spread(BlockName.Cached name, int generation, StorageLevel level) {
    if (!store.contains(name)) return;
    try {
      ask(new TaskMessage.PartitionKept(name.dataset(), name.partition(), generation, level));
    } catch (EngineException failure) {
      LOG.log(Level.WARNING, "There may be no copy of " + name + ": " + failure.getMessage());
    }
  }

  @Override
  public boolean bring(BlockName.Cached name, int generation, StorageLevel level) {
    try {
      Message answer = ask(new TaskMessage.HoldersOf(name.dataset(), name.partition(), generation));
      if (!(answer instanceof TaskMessage.Holders(List<Address> holders))) return false;
      for (Address holder : holders) {
        if (!copy(name, generation, level, holder)) continue;
        ask(new TaskMessage.PartitionKept(name.dataset(), name.partition(), generation, level));
        return true;
      }
    } catch (EngineException failure) {
      LOG.log(Level.WARNING, "No copy of " + name + " was found: " + failure.getMessage());
    }
    return false;
  }

  private Message ask(Message request) {
    return driver.get().request(request, ANSWER_MILLIS).get();
  }

  /** What this process keeps. */
  TaskMessage.KeptPartitions all() {
    List<TaskMessage.PartitionKept> found = new ArrayList<>();
    for (BlockCopies.KeptBlock kept : copies.all())
      found.add(
          new TaskMessage.PartitionKept(
              kept.name().dataset(), kept.name().partition(), kept.generation(), kept.level()));
    return new TaskMessage.KeptPartitions(found);
  }

  /** Returns whether the block is in the store of this process now. */
  boolean copy(BlockName.Cached name, int generation, StorageLevel level, Address from) {
    try (Parts parts =
        peers.at(from).stream(
            new TaskMessage.FetchBlocks(List.of(name)), WINDOW_BYTES, BlockPeers.PART_MILLIS)) {
      return parts.next().orElse(null) instanceof TaskMessage.BlockHeader header
          && copies.receive(name, generation, level, new Arriving(header, parts));
    } catch (EngineException failure) {
      LOG.log(Level.WARNING, "No copy of " + name + " from " + from + ": " + failure.getMessage());
      return false;
    }
  }

  private record Arriving(TaskMessage.BlockHeader header, Parts parts)
      implements BlockCopies.Incoming {
    @Override
    public long lengthBytes() {
      return header.lengthBytes();
    }

    @Override
    public long valueCount() {
      return header.rows();
    }

    @Override
    public byte[] next(long most) {
      Optional<Message> part = parts.next();
      if (part.orElse(null) instanceof TaskMessage.BlockChunk(byte[] bytes) && bytes.length <= most)
        return bytes;
      throw new EngineException(
          CoreError.BLOCK_CORRUPT,
          header.name() + " came in pieces that do not fit",
          "The engine computes it again");
    }
  }
}
