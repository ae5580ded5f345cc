package io.brasa.core.block;

import io.brasa.core.error.CoreError;
import io.brasa.core.error.Witness;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.StoredGroup;
import io.brasa.runtime.error.EngineException;
import java.util.Iterator;

/**
 * A group whose values are a block of bytes: a file that a task has put aside, which goes with the
 * task, or a part of a block that a task reads, which stays for as long as that block does. Each
 * iterator holds one chunk in memory.
 *
 * @param <V> the type of the values
 */
public final class BlockGroup<V> extends StoredGroup<V> {
  private static final long serialVersionUID = 1L;

  private final transient ByteBlock block;
  private final transient Codecs codecs;

  public BlockGroup(ByteBlock block, Codecs codecs) {
    this.block = block;
    this.codecs = codecs;
  }

  @Override
  public long count() {
    return block.valueCount();
  }

  @Override
  public long storedBytes() {
    return block.sizeBytes();
  }

  Chunk.Attachment attachment() {
    return new Chunk.Attachment(block.name(), block.bytes(), block.valueCount());
  }

  /**
   * Reads the values from the first one on. Fails with {@code GROUP_EXPIRED} when the task that put
   * the group aside has ended, and with {@code BLOCK_CORRUPT} when the block is gone or damaged.
   */
  @Override
  @SuppressWarnings("unchecked")
  public Iterator<V> iterator() {
    try {
      requireAlive();
      return (Iterator<V>) new Values(block.values(codecs));
    } catch (RuntimeException | Error e) {
      Witness.tell(e);
      throw e;
    }
  }

  /** Read inside of functions, which may catch what this throws; their task must know. */
  private record Values(ClosingIterator<Object> values) implements ClosingIterator<Object> {
    @Override
    public boolean hasNext() {
      try {
        return values.hasNext();
      } catch (RuntimeException | Error e) {
        Witness.tell(e);
        throw e;
      }
    }

    @Override
    public Object next() {
      try {
        return values.next();
      } catch (RuntimeException | Error e) {
        Witness.tell(e);
        throw e;
      }
    }

    @Override
    public void close() {
      values.close();
    }
  }

  private void requireAlive() {
    if (!(block.name() instanceof BlockName.Spilled spilled)
        || !(block.bytes() instanceof BlockBytes.InFile file)
        || file.storage().status(file.path()).isPresent()) return;
    throw new EngineException(
            CoreError.GROUP_EXPIRED,
            "A group of "
                + count()
                + " values was used after the task had ended that put it aside in "
                + spilled.path(),
            "Use the values of a group within the operation that gets it, or give on what was made"
                + " of them; what leaves a task by an operation of the engine is copied")
        .about(spilled);
  }
}
