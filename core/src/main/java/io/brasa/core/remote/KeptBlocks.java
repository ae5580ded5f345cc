package io.brasa.core.remote;

import io.brasa.core.block.Block;
import io.brasa.core.block.BlockCopies;
import io.brasa.core.block.BlockName;
import io.brasa.core.block.ByteBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an executor sends when it is asked for blocks. Made for each answer. */
final class KeptBlocks {
  private final ExecutorNode.Stores stores;
  private final Map<BlockName.Result, byte[]> results;

  /**
   * @param stores null as long as the executor has not been told its settings: then it has nothing
   */
  KeptBlocks(ExecutorNode.Stores stores, Map<BlockName.Result, byte[]> results) {
    this.stores = stores;
    this.results = results;
  }

  void send(TaskMessage.FetchBlocks fetch, PartSender parts) {
    try (Opened opened = new Opened()) {
      BlockSender.send(fetch, name -> find(name, opened), parts);
    }
  }

  /** What is open while it is sent. */
  private static final class Opened implements AutoCloseable {
    private final List<BlockCopies.Outgoing> all = new ArrayList<>();

    BlockSender.Found add(BlockCopies.Outgoing copy) {
      all.add(copy);
      return found(copy.block());
    }

    @Override
    public void close() {
      all.forEach(BlockCopies.Outgoing::close);
    }
  }

  private Optional<BlockSender.Found> find(BlockName name, Opened opened) {
    if (stores == null) return Optional.empty();
    return switch (name) {
      case BlockName.Shuffled shuffled -> stores.outputs().block(shuffled).map(KeptBlocks::found);
      case BlockName.Cached cached -> stores.copies().open(cached).map(opened::add);
      case BlockName.Result result ->
          Optional.ofNullable(results.get(result)).map(BlockSender.Found::raw);
      case BlockName.BroadcastPiece piece -> stores.values().piece(piece);
      case BlockName.Broadcasted whole -> Optional.empty();
      case BlockName.Spilled spilled -> Optional.empty();
      case BlockName.Checkpointed saved -> Optional.empty();
    };
  }

  private static BlockSender.Found found(Block block) {
    // Outputs for other processes are encoded; references could not leave this one.
    return BlockSender.Found.block(((ByteBlock) block).bytes(), block.valueCount());
  }
}
