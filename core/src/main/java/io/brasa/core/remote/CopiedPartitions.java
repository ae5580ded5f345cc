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
import java.util.Set;
import java.util.function.Supplier;

/**
 * An executor's side of persisted partitions that others have too, or could have: tells the driver
 * what it keeps, and fetches copies from those that have them, for its own tasks or since the
 * driver wants a copy here. The driver is not asked for what is kept once as long as it knows of
 * nobody who keeps anything of the dataset: the first time each partition is missed. Thread-safe.
 */
final class CopiedPartitions implements Replicas {
  private static final long WINDOW_BYTES = 4 << 20;
  private static final long ANSWER_MILLIS = 60_000;

  /** For each part of a partition that could as well be computed. */
  private static final long SHORT_MILLIS = 5_000;

  private static final System.Logger LOG = System.getLogger("io.brasa");

  private final TieredBlockStore store;
  private final BlockCopies copies;
  private final BlockPeers peers;
  private final Supplier<Peer> driver;
  private volatile Set<Long> kept = Set.of();

  CopiedPartitions(
      TieredBlockStore store, BlockCopies copies, BlockPeers peers, Supplier<Peer> driver) {
    this.store = store;
    this.copies = copies;
    this.peers = peers;
    this.driver = driver;
  }

  /** Of which datasets there is something somewhere. */
  void tell(List<Long> datasets) {
    kept = Set.copyOf(datasets);
  }

  @Override
  public void spread(BlockName.Cached name, int generation, StorageLevel level) {
    if (!store.contains(name)) return;
    TaskMessage.PartitionKept kept =
        new TaskMessage.PartitionKept(name.dataset(), name.partition(), generation, level);
    if (level.replication() == 1) {
      driver.get().send(kept);
      return;
    }
    try {
      ask(kept);
    } catch (EngineException failure) {
      LOG.log(Level.WARNING, "There may be no copy of " + name + ": " + failure.getMessage());
    }
  }

  @Override
  public boolean bring(BlockName.Cached name, int generation, StorageLevel level) {
    boolean isAlone = level.replication() == 1;
    if (isAlone && !kept.contains(name.dataset())) return false;
    try {
      Message answer = ask(new TaskMessage.HoldersOf(name.dataset(), name.partition(), generation));
      if (!(answer instanceof TaskMessage.Holders(List<Address> holders))) return false;
      for (Address holder : holders) {
        long millis = isAlone ? SHORT_MILLIS : BlockPeers.PART_MILLIS;
        if (!copy(name, generation, level, holder, millis)) continue;
        spread(name, generation, level);
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
    return copy(name, generation, level, from, BlockPeers.PART_MILLIS);
  }

  private boolean copy(
      BlockName.Cached name, int generation, StorageLevel level, Address from, long partMillis) {
    try (Parts parts =
        peers.at(from).stream(
            new TaskMessage.FetchBlocks(List.of(name)), WINDOW_BYTES, partMillis)) {
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
