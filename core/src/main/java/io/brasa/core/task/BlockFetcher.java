package io.brasa.core.task;

import io.brasa.core.block.Block;
import io.brasa.core.lineage.MapRange;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.schedule.SchedulerCommand.Winners;
import java.util.Iterator;

/** Brings the blocks of a shuffle to the task that reads them, from this process or from others. */
@FunctionalInterface
public interface BlockFetcher {
  /**
   * The blocks of one target partition, one for each map partition of a range, in their order; only
   * of the winners. An iterator that meets a block that is gone or damaged fails with {@code
   * SHUFFLE_BLOCK_LOST} or {@code BLOCK_CORRUPT} {@linkplain
   * io.brasa.runtime.error.EngineException#subject() about} its name.
   */
  Iterator<Block> fetch(Winners winners, int partition, MapRange maps, TaskContext context);
}
