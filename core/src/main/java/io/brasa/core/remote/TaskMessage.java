package io.brasa.core.remote;

import io.brasa.core.block.BlockName;
import io.brasa.core.block.StorageLevel;
import io.brasa.core.closure.Envelope;
import io.brasa.core.event.BlockState;
import io.brasa.core.event.ExecutorSample;
import io.brasa.core.remote.Transport.Address;
import io.brasa.core.schedule.SchedulerCommand.StageAttempt;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What drivers and executors say. Payloads that other packages own (programs, splits, outcomes) are
 * bytes here. A record gains components only together with a new version of the frames, and a new
 * kind is added only at the end.
 */
public sealed interface TaskMessage extends Message {
  /** The longest content of one {@link BlockChunk}. */
  int MAX_CHUNK_BYTES = 1 << 20;

  /** An executor introduces itself: a request that {@link Welcome} answers. */
  record Register(
      String executor,
      String host,
      long processId,
      int slots,
      long memoryBytes,
      String blockHost,
      int blockPort)
      implements TaskMessage {}

  record Welcome(String application, Map<String, String> settings) implements TaskMessage {
    public Welcome {
      settings = Map.copyOf(settings);
    }
  }

  /**
   * What a stage attempt computes and reads, before any of its partitions are granted.
   *
   * @param isShareable whether one instance of the program may serve all tasks of a process
   * @param blockAddresses where the executors among the winners serve their blocks; who is missing
   *     is gone
   * @param keptDatasets of which executors have said by now that they keep partitions
   */
  record PrepareStage(
      StageAttempt stage,
      String name,
      Envelope program,
      boolean isShareable,
      Map<String, Address> blockAddresses,
      List<Long> keptDatasets)
      implements TaskMessage {
    public PrepareStage {
      blockAddresses = Map.copyOf(blockAddresses);
      keptDatasets = List.copyOf(keptDatasets);
    }
  }

  /**
   * Partitions to compute, all of a lease or some; the three lists run in parallel. Splits are
   * encoded one by one.
   */
  record Grant(
      long lease,
      long stage,
      int attempt,
      List<Integer> partitions,
      List<Integer> taskAttempts,
      List<byte[]> splits)
      implements TaskMessage {
    public Grant {
      partitions = List.copyOf(partitions);
      taskAttempts = List.copyOf(taskAttempts);
      splits = List.copyOf(splits);
      if (partitions.size() != taskAttempts.size() || partitions.size() != splits.size()) {
        throw new IllegalArgumentException(
            "Lease "
                + lease
                + ": "
                + partitions.size()
                + " partitions, "
                + taskAttempts.size()
                + " attempts, "
                + splits.size()
                + " splits");
      }
    }
  }

  record CancelStage(long stage, int attempt) implements TaskMessage {}

  record DropStage(long stage) implements TaskMessage {}

  record DropDataset(long dataset, int partitionCount) implements TaskMessage {}

  record DropBroadcast(long broadcast) implements TaskMessage {}

  /** The executor ends itself. */
  record Shutdown(String reason) implements TaskMessage {}

  /** Ends of tasks of a lease, in batches, each in the format of the package. */
  record Outcomes(long lease, List<byte[]> outcomes) implements TaskMessage {
    public Outcomes {
      outcomes = List.copyOf(outcomes);
    }
  }

  /**
   * A task that was claimed from a lease runs.
   *
   * @param agoNanos how long ago it began
   */
  record TaskStarted(long stage, int attempt, int partition, int taskAttempt, long agoNanos)
      implements TaskMessage {}

  /** A request; answered by {@link ClassAnswer} or {@link ClassMissing}. */
  record ClassRequest(String className) implements TaskMessage {}

  record ClassAnswer(byte[] bytes) implements TaskMessage {}

  record ClassMissing(String className) implements TaskMessage {}

  /**
   * A stream: for each name, in order, a {@link BlockHeader} with its {@link BlockChunk}s, or a
   * {@link BlockMissing}. Serves shuffle, persisted and broadcast blocks and large results alike.
   */
  record FetchBlocks(List<BlockName> names) implements TaskMessage {
    public FetchBlocks {
      names = List.copyOf(names);
    }
  }

  /**
   * @param lengthBytes how many bytes the following chunks hold together
   * @param rows how many values they hold
   * @param checksum the CRC32C of these bytes, or {@link #CHECKS_ITSELF} for those that hold
   *     checksums of their own
   */
  record BlockHeader(BlockName name, long lengthBytes, long rows, long checksum)
      implements TaskMessage {
    static final long CHECKS_ITSELF = -1;
  }

  record BlockChunk(byte[] bytes) implements TaskMessage {
    public BlockChunk {
      if (bytes.length > MAX_CHUNK_BYTES)
        throw new IllegalArgumentException("A chunk of " + bytes.length + " bytes is too long");
    }
  }

  record BlockMissing(BlockName name) implements TaskMessage {}

  /** Answers a request that has nothing to tell. */
  record Done() implements TaskMessage {}

  /** As {@link CancelStage}, and threads that run its tasks are interrupted. */
  record InterruptStage(long stage, int attempt) implements TaskMessage {}

  /** What has not begun of a lease is to be reported as stopped. */
  record RecallLease(long lease) implements TaskMessage {}

  /** A task that was told to stop has not; see {@link io.brasa.core.event.Event.TaskStuck}. */
  record TaskStuck(
      long stage, int attempt, int partition, int taskAttempt, String place, boolean isReplaced)
      implements TaskMessage {}

  /**
   * A request: into which pieces the encoded value of a broadcast variable is cut. The sender has
   * none of them.
   */
  record ShapeRequest(long broadcast) implements TaskMessage {}

  /**
   * Answers {@link ShapeRequest}.
   *
   * @param pieceBytes the length of all pieces but the last one
   * @param checksums the CRC32C of each piece
   */
  record ValueShape(long lengthBytes, int pieceBytes, List<Integer> checksums)
      implements TaskMessage {
    public ValueShape {
      checksums = List.copyOf(checksums);
      if (pieceBytes < 1 || checksums.size() != (lengthBytes + pieceBytes - 1) / pieceBytes)
        throw new IllegalArgumentException(
            checksums.size() + " pieces of " + pieceBytes + " bytes for " + lengthBytes);
    }

    int pieceCount() {
      return checksums.size();
    }

    int lengthOf(int piece) {
      return (int) Math.min(pieceBytes, lengthBytes - (long) piece * pieceBytes);
    }
  }

  /**
   * A request for pieces to fetch, answered by {@link TakePieces}. It tells what came of those that
   * the sender was told to fetch.
   *
   * @param room how many more it wants
   */
  record PiecesRequest(long broadcast, List<Integer> gained, List<Integer> missed, int room)
      implements TaskMessage {
    public PiecesRequest {
      gained = List.copyOf(gained);
      missed = List.copyOf(missed);
    }
  }

  /**
   * @param holder the executor that has it; empty for the driver
   * @param address of that executor's blocks
   */
  record PieceAt(int piece, String holder, Address address) {}

  /**
   * @param pieces none if there is nothing to be had at this moment: ask again
   */
  record TakePieces(List<PieceAt> pieces) implements TaskMessage {
    public TakePieces {
      pieces = List.copyOf(pieces);
    }
  }

  /** What came of pieces that the sender was told to fetch. */
  record PiecesReport(long broadcast, List<Integer> gained, List<Integer> missed)
      implements TaskMessage {
    public PiecesReport {
      gained = List.copyOf(gained);
      missed = List.copyOf(missed);
    }
  }

  /** A request: where the blocks of an executor are served now; answered by {@link BlocksAt}. */
  record BlocksOf(String executor) implements TaskMessage {}

  /**
   * @param address empty if they are gone
   */
  record BlocksAt(Optional<Address> address) implements TaskMessage {}

  /**
   * A request: the sender keeps a partition of a dataset of which there are to be copies; answered
   * by {@link Done} when there are, or will not be.
   */
  record PartitionKept(long dataset, int partition, int generation, StorageLevel level)
      implements TaskMessage {}

  /** A request: who keeps a partition, made from inputs of a generation or a later one. */
  record HoldersOf(long dataset, int partition, int generation) implements TaskMessage {}

  /** Answers {@link HoldersOf}: where their blocks are served. */
  record Holders(List<Address> addresses) implements TaskMessage {
    public Holders {
      addresses = List.copyOf(addresses);
    }
  }

  /**
   * A request to an executor: to keep a copy of a partition that another one keeps; answered by
   * {@link Copied}.
   */
  record CopyPartition(
      long dataset, int partition, int generation, StorageLevel level, Address from)
      implements TaskMessage {}

  record Copied(boolean isKept) implements TaskMessage {}

  /** The map outputs of the sender are served there as well, also once it is gone. */
  record OutputsServedAt(Address address) implements TaskMessage {}

  /** A request to an executor that is to go: what does it keep of datasets? */
  record KeptRequest() implements TaskMessage {}

  /** Answers {@link KeptRequest}. */
  record KeptPartitions(List<PartitionKept> all) implements TaskMessage {
    public KeptPartitions {
      all = List.copyOf(all);
    }
  }

  /** A request: a task has come to a meeting of those that run together with it. */
  record Meet(
      long stage,
      int stageAttempt,
      int partition,
      int count,
      int meeting,
      String brought,
      long waitMillis)
      implements TaskMessage {}

  /**
   * Answers {@link Meet}.
   *
   * @param brought what all have brought; empty if not all have come yet
   */
  record Met(Optional<List<String>> brought) implements TaskMessage {}

  /**
   * A request to who serves map outputs: a driver says which life of its application it is. {@link
   * Claimed} answers.
   */
  record Claim(long epoch, String incarnation) implements TaskMessage {}

  /** The latest life that has claimed; others are not obeyed. */
  record Claimed(long epoch, String incarnation) implements TaskMessage {}

  /** A request to who serves map outputs: which of these are there? */
  record OutputsWanted(long stage, int[] maps, int[] attempts) implements TaskMessage {}

  /** Answers {@link OutputsWanted}. */
  record OutputsThere(int[] maps) implements TaskMessage {}

  /** What the sender holds, and what it keeps otherwise than it has said before. */
  record Sampled(ExecutorSample sample, List<BlockState> blocks) implements TaskMessage {
    public Sampled {
      blocks = List.copyOf(blocks);
    }
  }

  /** A logger of the executor's process, all for none, gets another level. */
  record LogLevel(String logger, String level) implements TaskMessage {}
}
