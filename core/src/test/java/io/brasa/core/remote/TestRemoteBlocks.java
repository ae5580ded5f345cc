package io.brasa.core.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.block.Block;
import io.brasa.core.block.BlockBytes;
import io.brasa.core.block.BlockName;
import io.brasa.core.block.ByteBlock;
import io.brasa.core.error.CoreError;
import io.brasa.core.lineage.MapRange;
import io.brasa.core.remote.Transport.Address;
import io.brasa.core.schedule.SchedulerCommand.Winners;
import io.brasa.core.shuffle.ShuffleContext;
import io.brasa.core.shuffle.ShuffleMetrics;
import io.brasa.core.shuffle.SpillFolder;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.memory.MemoryAccount;
import io.brasa.runtime.memory.Reservation;
import io.brasa.runtime.storage.LocalStorage;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a task reads from executors that are well, that are gone, and that talk nonsense. */
@Timeout(60)
final class TestRemoteBlocks {
  @TempDir private Path folder;
  private final Environment environment = new SystemEnvironment();
  private final PipeTransport transport = new PipeTransport();
  private final Codecs codecs = new Codecs(TestRemoteBlocks.class.getClassLoader());
  private final Map<String, Address> addresses = new HashMap<>();
  private final Map<String, Serving> executors = new HashMap<>();
  private final MemoryAccount account = new MemoryAccount(1 << 20, 1 << 18);
  private final Peers asking =
      new Peers(environment, transport, codecs, TaskMessage.class, new Serving());
  private final List<String> askedDriver = new CopyOnWriteArrayList<>();

  /** In files of this host. */
  private final Map<BlockName, byte[]> nearby = new HashMap<>();

  private Reservation memory;

  /** An executor that has blocks. */
  private static final class Serving implements PeerHandler {
    final Map<BlockName, byte[]> blocks = new ConcurrentHashMap<>();
    final List<TaskMessage.FetchBlocks> asked = new CopyOnWriteArrayList<>();
    private volatile List<Message> nonsense = List.of();

    /** How many blocks are sent before the channel ends. */
    private volatile int sentBeforeCut = Integer.MAX_VALUE;

    volatile int cuts;

    @Override
    public void opened(Peer peer) {}

    @Override
    public void received(Peer peer, Message message) {}

    @Override
    public Message answer(Peer peer, Message request) {
      return new TaskMessage.Done();
    }

    @Override
    public void stream(Peer peer, Message request, PartSender parts) {
      TaskMessage.FetchBlocks fetch = (TaskMessage.FetchBlocks) request;
      asked.add(fetch);
      if (cuts > 0 && sentBeforeCut < fetch.names().size()) {
        cuts--;
        List<BlockName> some = fetch.names().subList(0, sentBeforeCut);
        BlockSender.send(new TaskMessage.FetchBlocks(some), this::find, parts);
        peer.close("planted");
        return;
      }
      if (nonsense.isEmpty()) BlockSender.send(fetch, this::find, parts);
      else nonsense.forEach(parts::send);
    }

    private Optional<BlockSender.Found> find(BlockName name) {
      return Optional.ofNullable(blocks.get(name))
          .map(bytes -> BlockSender.Found.block(new BlockBytes.Received(bytes), bytes.length));
    }

    @Override
    public void closed(Peer peer, String reason) {}
  }

  private static byte[] content(int map, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) bytes[i] = (byte) (map * 31 + i * 7);
    return bytes;
  }

  private static BlockName.Shuffled name(int map) {
    return new BlockName.Shuffled(5, map, 0, 2);
  }

  /** Map {@code i} of the shuffle was won by the i-th of these executors; {@code me} asks. */
  private RemoteBlocks blocks(int length, String... winners) {
    Map<BlockName, byte[]> own = new HashMap<>();
    for (int map = 0; map < winners.length; map++) {
      if (winners[map].equals("me")) own.put(name(map), content(map, length));
      else executor(winners[map]).blocks.put(name(map), content(map, length));
    }
    return new RemoteBlocks(
        new Winners(5, 0, new int[winners.length], winners),
        2,
        MapRange.ALL,
        context(),
        new BlockPeers(asking),
        whereabouts(),
        new RemoteBlocks.Here(
            "me",
            name ->
                Optional.ofNullable(own.get(name))
                    .map(
                        bytes -> new ByteBlock(name, new BlockBytes.Received(bytes), bytes.length)),
            (executor, name) ->
                Optional.ofNullable(nearby.get(name))
                    .map(
                        bytes ->
                            new ByteBlock(name, new BlockBytes.Received(bytes), bytes.length))));
  }

  private Whereabouts whereabouts() {
    Whereabouts told =
        new Whereabouts(
            executor -> {
              askedDriver.add(executor);
              return Optional.ofNullable(addresses.get(executor));
            });
    told.tell(addresses);
    return told;
  }

  private Serving executor(String executor) {
    return executors.computeIfAbsent(
        executor,
        _ -> {
          Serving serving = new Serving();
          addresses.put(
              executor,
              new Peers(environment, transport, codecs, TaskMessage.class, serving).serve());
          return serving;
        });
  }

  private ShuffleContext context() {
    SpillFolder spills = new SpillFolder(folder.toString(), 1, 0, 0);
    memory = account.forTask(spills);
    return new ShuffleContext(
        codecs, memory, account, new LocalStorage(), spills, new ShuffleMetrics(), false, () -> {});
  }

  private static byte[] bytes(Block block) throws Exception {
    try (InputStream in = ((ByteBlock) block).bytes().open()) {
      return in.readAllBytes();
    }
  }

  private List<Path> files() throws Exception {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static EngineException lost(RemoteBlocks blocks, int map) {
    EngineException lost = assertThrows(EngineException.class, blocks::next);
    assertSame(CoreError.SHUFFLE_BLOCK_LOST, lost.code());
    assertEquals(Optional.of(name(map)), lost.subject());
    return lost;
  }

  @Test
  void givesBlocksInTheOrderOfMapsAndAsksEachExecutorOnce() throws Exception {
    try (RemoteBlocks blocks = blocks(1_000, "a", "me", "b", "a", "b", "me", "a")) {
      for (int map = 0; map < 7; map++) {
        assertTrue(blocks.hasNext());
        Block block = blocks.next();
        assertArrayEquals(content(map, 1_000), bytes(block));
        assertEquals(1_000, ((ByteBlock) block).valueCount());
      }
      assertFalse(blocks.hasNext());
      assertThrows(NoSuchElementException.class, blocks::next);
    }
    assertEquals(List.of(name(0), name(3), name(6)), executor("a").asked.getFirst().names());
    assertEquals(1, executor("a").asked.size());
    assertEquals(1, executor("b").asked.size());
  }

  @Test
  void holdsOneBlockOfMemoryAtATime() {
    try (RemoteBlocks blocks = blocks(50_000, "a", "b", "a")) {
      for (int map = 0; map < 3; map++) {
        blocks.next();
        assertEquals(50_000, memory.heldBytes());
      }
    }
    assertEquals(0, memory.heldBytes());
  }

  @Test
  void keepsWhatMemoryIsRefusedForInOneFileAtATime() throws Exception {
    try (RemoteBlocks blocks = blocks(3_000_000, "a", "b", "a")) {
      for (int map = 0; map < 3; map++) {
        Block block = blocks.next();
        assertArrayEquals(content(map, 3_000_000), bytes(block));
        assertEquals(1, files().size());
      }
    }
    assertEquals(List.of(), files());
  }

  @Test
  void saysWhichBlockIsNoLongerThere() {
    try (RemoteBlocks blocks = blocks(10, "a", "b")) {
      executor("b").blocks.clear();
      blocks.next();
      assertTrue(lost(blocks, 1).what().endsWith("is no longer where it was"));
    }
  }

  @Test
  void saysThatAnExecutorIsGone() {
    try (RemoteBlocks blocks = blocks(10, "a")) {
      transport.stop(addresses.remove("a"));
      assertTrue(lost(blocks, 0).what().endsWith("was on a, which is gone"));
    }
    executors.clear();
    try (RemoteBlocks blocks = blocks(10, "a")) {
      transport.stop(addresses.get("a"));
      assertTrue(lost(blocks, 0).what().contains("could not be fetched from a: "));
    }
  }

  @Test
  void asksAgainForTheRestWhenAChannelEnds() throws Exception {
    try (RemoteBlocks blocks = blocks(200_000, "a", "b", "a", "a")) {
      executor("a").sentBeforeCut = 1;
      executor("a").cuts = 1;
      for (int map = 0; map < 4; map++) {
        assertArrayEquals(content(map, 200_000), bytes(blocks.next()));
        assertEquals(200_000, memory.heldBytes());
      }
    }
    assertEquals(List.of(name(2), name(3)), executor("a").asked.get(1).names());
    assertEquals(List.of("a"), askedDriver);
    assertEquals(0, memory.heldBytes());
  }

  @Test
  void givesUpAChannelThatEndsAgainAndAgain() {
    try (RemoteBlocks blocks = blocks(10, "a", "a")) {
      executor("a").sentBeforeCut = 0;
      executor("a").cuts = 100;
      lost(blocks, 0);
      assertEquals(4, executor("a").asked.size());
    }
  }

  @Test
  void goesToWhereTheBlocksAreServedNow() throws Exception {
    try (RemoteBlocks blocks = blocks(1_000, "a", "a")) {
      executor("heir").blocks.putAll(executor("a").blocks);
      transport.stop(addresses.get("a"));
      addresses.put("a", addresses.get("heir"));
      for (int map = 0; map < 2; map++)
        assertArrayEquals(content(map, 1_000), bytes(blocks.next()));
    }
    assertEquals(List.of("a"), askedDriver);
    assertEquals(1, executor("heir").asked.size());
  }

  @Test
  void onlyTheWindowIsUnderWay() throws Exception {
    long length = 24 << 20;
    long window = 8 << 20; // one half for each of two executors
    try (RemoteBlocks blocks = blocks((int) length, "a", "b")) {
      blocks.next();
      for (int i = 0; i < 500 && transport.sentBytes() < length + window; i++) Thread.sleep(10);
      Thread.sleep(50);
      long sent = transport.sentBytes();
      assertTrue(sent >= length + window, "sent " + sent);
      assertTrue(sent <= length + window + (1 << 20), "sent " + sent);
    }
  }

  @Test
  void whatLiesOnThisHostIsReadThereAndNobodyIsAskedForIt() throws Exception {
    nearby.put(name(0), content(0, 100));
    nearby.put(name(1), content(1, 100));
    try (RemoteBlocks blocks = blocks(100, "a", "b", "a")) {
      for (int map = 0; map < 3; map++) assertArrayEquals(content(map, 100), bytes(blocks.next()));
    }
    assertEquals(List.of(new TaskMessage.FetchBlocks(List.of(name(2)))), executor("a").asked);
    assertEquals(List.of(), executor("b").asked);
  }

  @Test
  void aBlockOfItsOwnMayBeLostToo() {
    try (RemoteBlocks blocks =
        new RemoteBlocks(
            new Winners(5, 0, new int[1], new String[] {"me"}),
            2,
            MapRange.ALL,
            context(),
            new BlockPeers(asking),
            whereabouts(),
            new RemoteBlocks.Here("me", _ -> Optional.empty(), (_, _) -> Optional.empty()))) {
      assertTrue(lost(blocks, 0).what().endsWith("is no longer here"));
    }
  }

  @Test
  void takesNonsenseForALostBlock() {
    List<List<Message>> all =
        List.of(
            List.of(new TaskMessage.Done()),
            List.of(new TaskMessage.BlockHeader(name(1), 10, 1, 0)),
            List.of(new TaskMessage.BlockHeader(name(0), 10, 1, 0)),
            List.of(new TaskMessage.BlockHeader(name(0), 10, 1, 0), new TaskMessage.Done()),
            List.of(
                new TaskMessage.BlockHeader(name(0), 10, 1, 0),
                new TaskMessage.BlockChunk(new byte[6]),
                new TaskMessage.BlockChunk(new byte[5])));
    for (List<Message> nonsense : all) {
      try (RemoteBlocks blocks = blocks(10, "a")) {
        executor("a").nonsense = nonsense;
        lost(blocks, 0);
      }
    }
  }

  @Test
  void stopsWhenItIsClosedEarly() {
    RemoteBlocks blocks = blocks(100_000, "a", "b", "a");
    blocks.next();
    blocks.close();
    assertFalse(blocks.hasNext());
    assertEquals(0, memory.heldBytes());
  }

  // ---- single blocks

  private byte[] fetch(List<Message> parts) {
    Serving serving = executor("one");
    serving.nonsense = new ArrayList<>(parts);
    return new BlockPeers(asking).fetch(addresses.get("one"), name(0));
  }

  @Test
  void fetchesWholeBlocksOnlyAsTheyWereSent() {
    byte[] bytes = content(3, 1_000);
    byte[] other = Arrays.copyOf(bytes, 1_000);
    other[7]++;
    Message header = new TaskMessage.BlockHeader(name(0), 1_000, 1, BlockSender.checksum(bytes));
    assertArrayEquals(bytes, fetch(List.of(header, new TaskMessage.BlockChunk(bytes))));
    for (byte[] wrong : List.of(other, Arrays.copyOf(bytes, 999), Arrays.copyOf(bytes, 1_001))) {
      EngineException corrupt =
          assertThrows(
              EngineException.class,
              () -> fetch(List.of(header, new TaskMessage.BlockChunk(wrong))));
      assertSame(CoreError.BLOCK_CORRUPT, corrupt.code());
    }
    EngineException gone =
        assertThrows(
            EngineException.class, () -> fetch(List.of(new TaskMessage.BlockMissing(name(0)))));
    assertSame(CoreError.PEER_LOST, gone.code());
    assertTrue(gone.what().contains("no longer has " + name(0)), gone.what());
  }

  @Test
  void asksOverOneChannelUntilItEnds() {
    executor("a");
    BlockPeers peers = new BlockPeers(asking);
    Peer first = peers.at(addresses.get("a"));
    assertSame(first, peers.at(addresses.get("a")));
    first.close("planted");
    Peer second = peers.at(addresses.get("a"));
    assertFalse(second.isClosed());
    assertSame(second, peers.at(addresses.get("a")));
  }

  @Test
  void saysWhichFileOfABlockEndsEarly() throws Exception {
    Path file = Files.write(folder.resolve("short"), new byte[5]);
    BlockBytes bytes = new BlockBytes.InFile(new LocalStorage(), file.toString(), 0, 10);
    for (boolean exists : new boolean[] {true, false}) {
      if (!exists) Files.delete(file);
      Serving serving = executor("files" + exists);
      Peers served =
          new Peers(environment, transport, codecs, TaskMessage.class, new FileServing(bytes));
      addresses.put("files" + exists, served.serve());
      EngineException corrupt =
          assertThrows(
              EngineException.class,
              () -> new BlockPeers(asking).fetch(addresses.get("files" + exists), name(0)));
      assertSame(CoreError.BLOCK_CORRUPT, corrupt.code());
      assertTrue(corrupt.what().contains("cannot be read"), corrupt.what());
      assertTrue(serving.asked.isEmpty());
    }
  }

  /** Sends one block whatever it is asked for. */
  private record FileServing(BlockBytes bytes) implements PeerHandler {
    @Override
    public void opened(Peer peer) {}

    @Override
    public void received(Peer peer, Message message) {}

    @Override
    public Message answer(Peer peer, Message request) {
      return new TaskMessage.Done();
    }

    @Override
    public void stream(Peer peer, Message request, PartSender parts) {
      BlockSender.send(
          (TaskMessage.FetchBlocks) request,
          _ -> Optional.of(BlockSender.Found.block(bytes, 1)),
          parts);
    }

    @Override
    public void closed(Peer peer, String reason) {}
  }
}
