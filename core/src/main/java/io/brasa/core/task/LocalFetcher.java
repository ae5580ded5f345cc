package io.brasa.core.task;

import io.brasa.core.block.Block;
import io.brasa.core.block.BlockName;
import io.brasa.core.error.CoreError;
import io.brasa.core.lineage.MapRange;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.schedule.SchedulerCommand.Winners;
import io.brasa.core.shuffle.MapOutputStore;
import io.brasa.runtime.error.EngineException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Blocks of this process. */
public final class LocalFetcher implements BlockFetcher {
  private final MapOutputStore outputs;

  public LocalFetcher(MapOutputStore outputs) {
    this.outputs = outputs;
  }

  @Override
  public Iterator<Block> fetch(Winners winners, int partition, MapRange maps, TaskContext context) {
    return new Iterator<>() {
      private final int end = maps.end(winners.attempts().length);
      private int next = maps.from();

      @Override
      public boolean hasNext() {
        return next < end;
      }

      @Override
      public Block next() {
        if (!hasNext()) throw new NoSuchElementException();
        int map = next++;
        return block(
            new BlockName.Shuffled(winners.shuffle(), map, winners.attempts()[map], partition));
      }
    };
  }

  /** Fails with {@code SHUFFLE_BLOCK_LOST} if it is not here. */
  public Block block(BlockName.Shuffled name) {
    return outputs
        .block(name)
        .orElseThrow(
            () ->
                new EngineException(
                        CoreError.SHUFFLE_BLOCK_LOST,
                        name + " is gone",
                        "The engine computes it again")
                    .about(name));
  }
}
