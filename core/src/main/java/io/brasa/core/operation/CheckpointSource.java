package io.brasa.core.operation;

import io.brasa.core.block.BlockBytes;
import io.brasa.core.block.BlockName;
import io.brasa.core.block.ByteBlock;
import io.brasa.core.lineage.Source;
import io.brasa.core.lineage.TaskContext;
import io.brasa.runtime.storage.Storages.Located;
import java.util.Iterator;
import java.util.List;

/**
 * The partitions of a dataset as a checkpoint has saved them: one file each, in the format of a
 * byte block. One that is gone or damaged ends the job with {@code CHECKPOINT_LOST}, naming the
 * file.
 */
public final class CheckpointSource implements Source {
  private static final long serialVersionUID = 1L;

  private final transient List<Saved> partitions;

  /** One saved partition. @param valueCount how many records it has */
  public record Saved(String path, long sizeBytes, long valueCount) {}

  public CheckpointSource(List<Saved> partitions) {
    this.partitions = List.copyOf(partitions);
  }

  @Override
  public String name() {
    return "checkpoint";
  }

  @Override
  public List<?> splits() {
    return partitions;
  }

  @Override
  public Iterator<?> open(Object split, TaskContext context) {
    Saved saved = (Saved) split;
    Located place = context.storages().resolve(saved.path);
    context.countInput(saved.valueCount, saved.sizeBytes);
    BlockBytes bytes = new BlockBytes.InFile(place.storage(), place.path(), 0, saved.sizeBytes);
    return new ByteBlock(new BlockName.Checkpointed(saved.path), bytes, saved.valueCount)
        .values(context.codecs());
  }
}
