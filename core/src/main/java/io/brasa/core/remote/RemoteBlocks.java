package io.brasa.core.remote;

import io.brasa.core.block.Block;
import io.brasa.core.block.BlockBytes;
import io.brasa.core.block.BlockName;
import io.brasa.core.block.ByteBlock;
import io.brasa.core.block.ClosingIterator;
import io.brasa.core.error.CoreError;
import io.brasa.core.lineage.MapRange;
import io.brasa.core.remote.Transport.Address;
import io.brasa.core.schedule.SchedulerCommand.Winners;
import io.brasa.core.shuffle.ShuffleContext;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The blocks of one target partition, in the order of map partitions, from wherever they are. What
 * lies in files of this host is read there. Each other executor is asked once for all that it has,
 * in that order; its parts wait, within its share of the window, until their turn comes. One block
 * at a time is whole in this process: in memory if the task's reservation grants it, else in a
 * file; asking for the next one gives it back. Belongs to the task's thread.
 */
final class RemoteBlocks implements ClosingIterator<Block> {
  /** What may be under way to one task, shared by the executors that it reads from. */
  private static final long WINDOW_BYTES = 16 << 20;

  private static final long LEAST_WINDOW_BYTES = 256 << 10;
  private static final int RETRIES = 3;
  private static final long FIRST_PAUSE_MILLIS = 50;

  private final Winners winners;
  private final int partition;
  private final int begin;
  private final int end;
  private final ShuffleContext context;
  private final BlockPeers peers;
  private final Whereabouts whereabouts;
  private final Here here;
  private final Map<String, Parts> streams = new LinkedHashMap<>();
  private long windowBytes;

  /** By map partition: what other executors have here. */
  private Block[] nearby;

  private int next;
  private long heldBytes;
  private String heldFile;

  /**
   * What needs no network.
   *
   * @param executor this one
   * @param own its blocks
   * @param nearby blocks of other executors, if they are here
   */
  record Here(
      String executor,
      Function<BlockName.Shuffled, Optional<Block>> own,
      BiFunction<String, BlockName.Shuffled, Optional<Block>> nearby) {}

  /**
   * @param maps of which map partitions
   * @param whereabouts where executors serve blocks
   */
  RemoteBlocks(
      Winners winners,
      int partition,
      MapRange maps,
      ShuffleContext context,
      BlockPeers peers,
      Whereabouts whereabouts,
      Here here) {
    this.winners = winners;
    this.partition = partition;
    this.begin = maps.from();
    this.end = maps.end(winners.attempts().length);
    this.next = begin;
    this.context = context;
    this.peers = peers;
    this.whereabouts = whereabouts;
    this.here = here;
  }

  @Override
  public boolean hasNext() {
    return next < end;
  }

  @Override
  public Block next() {
    if (!hasNext()) throw new NoSuchElementException();
    letGo();
    if (nearby == null) open();
    BlockName.Shuffled name = name(next);
    String executor = winners.executors()[next];
    Block near = nearby[next - begin];
    next++;
    if (near != null) return near;
    if (executor.equals(here.executor))
      return here.own.apply(name).orElseThrow(() -> lost(name, "is no longer here", null));
    return receive(name, executor);
  }

  /**
   * A channel that has ended is opened again a few times, for all that is still wanted of that
   * executor, wherever its blocks are served now. A peer that is silent has had its time.
   */
  private Block receive(BlockName.Shuffled name, String executor) {
    for (int retry = 0; ; retry++) {
      Parts parts = streams.get(executor);
      try {
        return receive(name, parts);
      } catch (EngineException failure) {
        boolean isCut = failure.code() == CoreError.PEER_LOST && parts.hasLostPeer();
        if (!isCut || retry == RETRIES || !reopen(executor, name.map(), retry))
          throw translated(name, executor, failure);
      }
    }
  }

  /** Returns whether there is anybody to ask. */
  private boolean reopen(String executor, int map, int retry) {
    letGo();
    streams.get(executor).close();
    try {
      peers.pause(FIRST_PAUSE_MILLIS << 2 * retry);
      Optional<Address> address = whereabouts.now(executor);
      if (address.isEmpty()) return false;
      List<BlockName> left = new ArrayList<>();
      for (int i = map; i < end; i++)
        if (winners.executors()[i].equals(executor) && nearby[i - begin] == null) left.add(name(i));
      streams.put(executor, stream(address.get(), left));
      return true;
    } catch (EngineException failure) {
      if (failure.code() != CoreError.PEER_LOST) throw failure;
      return retry + 1 < RETRIES && reopen(executor, map, retry + 1);
    }
  }

  private BlockName.Shuffled name(int map) {
    return new BlockName.Shuffled(winners.shuffle(), map, winners.attempts()[map], partition);
  }

  /** Asks all executors, so that they send while this task works. */
  private void open() {
    nearby = new Block[end - begin];
    Map<String, List<BlockName>> wanted = new LinkedHashMap<>();
    for (int map = begin; map < end; map++) {
      String executor = winners.executors()[map];
      if (executor.equals(here.executor)) continue;
      nearby[map - begin] = here.nearby.apply(executor, name(map)).orElse(null);
      if (nearby[map - begin] == null)
        wanted.computeIfAbsent(executor, _ -> new ArrayList<>()).add(name(map));
    }
    windowBytes = Math.max(LEAST_WINDOW_BYTES, WINDOW_BYTES / Math.max(1, wanted.size()));
    for (Map.Entry<String, List<BlockName>> entry : wanted.entrySet()) {
      streams.put(entry.getKey(), open(entry.getKey(), entry.getValue()));
    }
  }

  private Parts open(String executor, List<BlockName> names) {
    BlockName.Shuffled first = (BlockName.Shuffled) names.getFirst();
    Optional<Address> told = whereabouts.of(executor);
    try {
      if (told.isPresent()) return stream(told.get(), names);
    } catch (EngineException failure) {
      if (failure.code() != CoreError.PEER_LOST) throw translated(first, executor, failure);
    }
    return openElsewhere(executor, names);
  }

  private Parts openElsewhere(String executor, List<BlockName> names) {
    BlockName.Shuffled first = (BlockName.Shuffled) names.getFirst();
    try {
      Optional<Address> now = whereabouts.now(executor);
      if (now.isPresent()) return stream(now.get(), names);
    } catch (EngineException failure) {
      throw translated(first, executor, failure);
    }
    throw lost(first, "was on " + executor + ", which is gone", null);
  }

  private Parts stream(Address address, List<BlockName> names) {
    return peers.at(address).stream(
        new TaskMessage.FetchBlocks(names), windowBytes, BlockPeers.PART_MILLIS);
  }

  private Block receive(BlockName.Shuffled name, Parts parts) {
    Message first = part(name, parts);
    if (!(first instanceof TaskMessage.BlockHeader header) || !header.name().equals(name)) {
      throw lost(name, "is no longer where it was", null);
    }
    long length = header.lengthBytes();
    if (length <= Integer.MAX_VALUE - 8 && context.memory().grow(length)) {
      heldBytes = length;
      return new ByteBlock(
          name, new BlockBytes.Received(intoMemory(name, (int) length, parts)), header.rows());
    }
    return new ByteBlock(name, intoFile(name, length, parts), header.rows());
  }

  private Message part(BlockName.Shuffled name, Parts parts) {
    return parts.next().orElseThrow(() -> lost(name, "was not sent", null));
  }

  private byte[] chunk(BlockName.Shuffled name, long most, Parts parts) {
    context.cancellation().run();
    if (part(name, parts) instanceof TaskMessage.BlockChunk(byte[] bytes) && bytes.length <= most)
      return bytes;
    throw lost(name, "came in pieces that do not fit", null);
  }

  private byte[] intoMemory(BlockName.Shuffled name, int length, Parts parts) {
    byte[] whole = new byte[length];
    for (int at = 0; at < length; ) {
      byte[] bytes = chunk(name, length - at, parts);
      System.arraycopy(bytes, 0, whole, at, bytes.length);
      at += bytes.length;
    }
    return whole;
  }

  private BlockBytes intoFile(BlockName.Shuffled name, long length, Parts parts) {
    String file =
        context.spillFolder().path()
            + "/fetched-"
            + name.shuffle()
            + "-"
            + name.map()
            + "-"
            + name.partition();
    heldFile = file;
    try (OutputStream out = context.storage().create(file)) {
      for (long left = length; left > 0; ) {
        byte[] bytes = chunk(name, left, parts);
        out.write(bytes);
        left -= bytes.length;
      }
    } catch (IOException failure) {
      throw new EngineException(
          io.brasa.runtime.error.RuntimeError.STORAGE_FAILED,
          "The file " + file + " cannot be written",
          "See the cause",
          failure);
    }
    return new BlockBytes.InFile(context.storage(), file, 0, length);
  }

  /**
   * Whatever goes wrong between processes means that the block is lost; what goes wrong here is no
   * fault of the block.
   */
  private static EngineException translated(
      BlockName.Shuffled name, String executor, EngineException failure) {
    if (failure.subject().isPresent() || !(failure.code() instanceof CoreError code))
      return failure;
    return switch (code) {
      case PEER_LOST, MESSAGE_MALFORMED ->
          lost(name, "could not be fetched from " + executor + ": " + failure.what(), failure);
      case BLOCK_CORRUPT -> failure.about(name);
      default -> failure;
    };
  }

  private static EngineException lost(BlockName.Shuffled name, String why, EngineException cause) {
    return new EngineException(
            CoreError.SHUFFLE_BLOCK_LOST, name + " " + why, "The engine computes it again", cause)
        .about(name);
  }

  private void letGo() {
    context.memory().shrink(heldBytes);
    heldBytes = 0;
    if (heldFile != null) context.storage().delete(heldFile);
    heldFile = null;
  }

  @Override
  public void close() {
    letGo();
    next = winners.attempts().length;
    streams.values().forEach(Parts::close);
    streams.clear();
  }
}
