package io.brasa.core.block;

import static java.util.Objects.requireNonNull;

import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.util.List;
import java.util.Optional;

/**
 * Takes copies of the blocks of a store to other processes, and theirs into it. A copy is a byte
 * block whatever its level says, so that whoever keeps it needs none of the classes of its values;
 * it is checked when it is read. Thread-safe.
 */
public final class BlockCopies {
  private static final int CHUNK_BYTES = 256 << 10;

  private final TieredBlockStore store;
  private final Codecs codecs;

  public BlockCopies(TieredBlockStore store, Codecs codecs) {
    this.store = requireNonNull(store);
    this.codecs = requireNonNull(codecs);
  }

  /** Bytes to be sent; closing gives back what was made for that. */
  public static final class Outgoing implements AutoCloseable {
    private final ByteBlock block;
    private final BlockFile temporary;

    private Outgoing(ByteBlock block, BlockFile temporary) {
      this.block = block;
      this.temporary = temporary;
    }

    public ByteBlock block() {
      return block;
    }

    @Override
    public void close() {
      if (temporary != null) temporary.delete();
    }
  }

  /** Where the bytes of a copy come from. */
  public interface Incoming {
    long lengthBytes();

    long valueCount();

    /** The next bytes; fails if there are none before the length is reached. */
    byte[] next(long most);
  }

  /** A partition that is kept, as {@link #receive} of another process needs it. */
  public record KeptBlock(BlockName.Cached name, int generation, StorageLevel level) {}

  /** All partitions of datasets that are kept here, the least recently used first. */
  public List<KeptBlock> all() {
    return store.keptBlocks();
  }

  /** A block of the store as bytes, if it is there; objects are encoded into a file. */
  public Optional<Outgoing> open(BlockName name) {
    Optional<Block> kept = store.get(name);
    if (kept.isEmpty()) return Optional.empty();
    if (kept.get() instanceof ByteBlock bytes && !(bytes.bytes() instanceof OffHeapBytes))
      return Optional.of(new Outgoing(bytes, null));
    try (BlockFileWriter writer = store.newFile();
        ClosingIterator<Object> values = kept.get().shared(codecs)) {
      while (values.hasNext()) writer.write(values.next());
      BlockFile file = writer.finish();
      return Optional.of(new Outgoing(file.open(name), file));
    }
  }

  /**
   * Keeps a copy as its level allows: in memory while there is room, else on disk. Returns whether
   * it is in the store; if it is not, not all of it may have been taken.
   */
  public boolean receive(BlockName name, int generation, StorageLevel level, Incoming incoming) {
    StorageLevel own =
        new StorageLevel(
            level.useDisk(),
            level.useMemory() && !level.useOffHeap(),
            false,
            false,
            level.replication());
    long length = incoming.lengthBytes();
    if (own.useMemory() && length <= Integer.MAX_VALUE - 8 && store.pool(own).take(length, name))
      return intoMemory(name, generation, own, incoming);
    return own.useDisk() && intoFile(name, generation, own, incoming);
  }

  private boolean intoMemory(
      BlockName name, int generation, StorageLevel level, Incoming incoming) {
    int length = (int) incoming.lengthBytes();
    boolean isWhole = false;
    try {
      byte[] bytes = new byte[length];
      for (int at = 0; at < length; ) {
        byte[] part = incoming.next(length - at);
        System.arraycopy(part, 0, bytes, at, part.length);
        at += part.length;
      }
      isWhole = true;
      Block block = new ByteBlock(name, new BlockBytes.Received(bytes), incoming.valueCount());
      return store.add(name, generation, level, block, length);
    } finally {
      if (!isWhole) store.pool(level).giveBack(length);
    }
  }

  private boolean intoFile(BlockName name, int generation, StorageLevel level, Incoming incoming) {
    try (BlockFileWriter writer = store.newFile()) {
      long left = incoming.lengthBytes();
      while (left > 0) {
        byte[] part = incoming.next(Math.min(left, CHUNK_BYTES));
        writer.writeEncoded(part);
        left -= part.length;
      }
      writer.count(incoming.valueCount());
      return store.add(name, generation, level, writer.finish());
    } catch (EngineException e) {
      if (e.code() != RuntimeError.STORAGE_FULL && e.code() != RuntimeError.DISK_QUOTA_EXCEEDED)
        throw e;
      store.warnNotKept(name, e);
      return false;
    }
  }
}
