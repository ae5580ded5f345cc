package io.brasa.core.remote;

import static java.util.Objects.requireNonNull;

import io.brasa.core.block.BlockName;
import io.brasa.core.error.CoreError;
import io.brasa.core.remote.Transport.Address;
import io.brasa.core.remote.Transport.Purpose;
import io.brasa.core.shuffle.MapOutputId;
import io.brasa.core.shuffle.OutputFiles;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.ThreadKind;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.StoredFile;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Serves the map outputs of an application's executors on one host from their files, also when the
 * executors are gone: part of whoever starts them. It is needed as long as executors have places
 * here, or a driver is connected, and for a while after a driver that did not take leave: another
 * one may take up its work.
 *
 * <p>A driver says first which life of its application it is. Once a later one has, the earlier is
 * not heard any more, and whoever runs executors for it is told to end them: a driver that was only
 * stopped must neither delete what the later one reads, nor go on by means of its executors.
 * Thread-safe.
 */
public final class OutputServer implements PeerHandler {
  /** How long files are kept for a driver that is gone without a word. */
  public static final long LEASE_MILLIS = 60_000;

  private final Environment environment;
  private final Storage storage;
  private final OutputFiles files;
  private final Runnable whenUnneeded;
  private final Runnable whenSuperseded;
  private final Peers peers;

  // Guarded by this.
  private int places;
  private int drivers;
  private boolean isDismissed;
  private boolean hadDriver;
  private long changes;
  private boolean isOver;

  /** The latest life of the application that has been heard of; null before the first. */
  private TaskMessage.Claimed life;

  /** The channels of its driver. */
  private final Set<Peer> obeyed = new HashSet<>();

  /**
   * @param transport listens for executors and the driver, under their secret
   * @param root the folder in which each executor has one of its own
   * @param whenUnneeded called once, on a thread of its own: the files may go
   * @param whenSuperseded called when a later driver has come than that of the executors here; must
   *     not wait
   */
  public OutputServer(
      Environment environment,
      Transport transport,
      Storage storage,
      String root,
      Runnable whenUnneeded,
      Runnable whenSuperseded) {
    this.environment = requireNonNull(environment);
    this.storage = requireNonNull(storage);
    this.files = new OutputFiles(storage, root);
    this.whenUnneeded = requireNonNull(whenUnneeded);
    this.whenSuperseded = requireNonNull(whenSuperseded);
    this.peers =
        new Peers(
            environment,
            transport,
            new Codecs(OutputServer.class.getClassLoader()),
            TaskMessage.class,
            this);
  }

  /** Begins; returns where the outputs are served. */
  public Address serve() {
    return peers.serve();
  }

  /** Executors may run here. Returns false if it is too late for that. */
  public synchronized boolean addPlace() {
    if (isOver) return false;
    places++;
    changes++;
    return true;
  }

  public void removePlace() {
    synchronized (this) {
      places--;
      changes++;
    }
    check();
  }

  /** Deletes what an executor that is gone has left, except for its map outputs. */
  public void tidy(String executorFolder) {
    String outputs = executorFolder + "/shuffle";
    if (storage.status(outputs).isEmpty()) {
      storage.delete(executorFolder);
      return;
    }
    for (StoredFile file : storage.list(executorFolder))
      if (!file.path().equals(outputs)) storage.delete(file.path());
  }

  private void check() {
    long seen;
    boolean isWaiting;
    synchronized (this) {
      if (isOver || places > 0 || drivers > 0) return;
      isWaiting = hadDriver && !isDismissed;
      isOver = !isWaiting;
      seen = changes;
    }
    if (isWaiting) environment.after(LEASE_MILLIS, () -> endUnless(seen));
    else end();
  }

  private void endUnless(long seen) {
    synchronized (this) {
      if (isOver || changes != seen) return;
      isOver = true;
    }
    end();
  }

  private void end() {
    environment.start("end of an output service", ThreadKind.WAITING, whenUnneeded);
  }

  // ---- who talks to it

  @Override
  public void opened(Peer peer) {
    if (peer.purpose() != Purpose.CONTROL) return;
    synchronized (this) {
      drivers++;
      hadDriver = true;
      isDismissed = false;
      changes++;
    }
  }

  @Override
  public void received(Peer peer, Message message) {
    switch (message) {
      case TaskMessage.DropStage(long stage) when isObeyed(peer) ->
          environment.start(
              "drop of stage " + stage, ThreadKind.WAITING, () -> files.dropShuffle(stage));
      case TaskMessage.Shutdown leave when isObeyed(peer) -> dismiss();
      default -> peer.close("it sent " + message.kind() + ", which has no place here");
    }
  }

  private synchronized void dismiss() {
    isDismissed = true;
    changes++;
  }

  private synchronized boolean isObeyed(Peer peer) {
    return obeyed.contains(peer);
  }

  @Override
  public Message answer(Peer peer, Message request) {
    return switch (request) {
      case TaskMessage.Claim claim when peer.purpose() == Purpose.CONTROL -> claim(peer, claim);
      case TaskMessage.OutputsWanted wanted when isObeyed(peer) -> there(wanted);
      default -> throw unexpected(peer, request);
    };
  }

  private TaskMessage.Claimed claim(Peer peer, TaskMessage.Claim claim) {
    List<Peer> outdated = List.of();
    boolean isSuperseding;
    TaskMessage.Claimed latest;
    synchronized (this) {
      TaskMessage.Claimed known = life;
      boolean isSame = known != null && known.incarnation().equals(claim.incarnation());
      boolean isLater = known == null || claim.epoch() > known.epoch();
      isSuperseding = known != null && isLater && !isSame;
      if (isSuperseding) {
        outdated = List.copyOf(obeyed);
        obeyed.clear();
      }
      if (isLater) life = new TaskMessage.Claimed(claim.epoch(), claim.incarnation());
      if (isLater || isSame) obeyed.add(peer);
      latest = life;
    }
    for (Peer earlier : outdated) earlier.close("a later driver has the application");
    if (isSuperseding) whenSuperseded.run();
    return latest;
  }

  private TaskMessage.OutputsThere there(TaskMessage.OutputsWanted wanted) {
    int count = Math.min(wanted.maps().length, wanted.attempts().length);
    int[] found = new int[count];
    int foundCount = 0;
    for (int i = 0; i < count; i++) {
      MapOutputId id = new MapOutputId(wanted.stage(), wanted.maps()[i], wanted.attempts()[i]);
      if (files.has(id)) found[foundCount++] = wanted.maps()[i];
    }
    return new TaskMessage.OutputsThere(Arrays.copyOf(found, foundCount));
  }

  @Override
  public void stream(Peer peer, Message request, PartSender parts) {
    if (!(request instanceof TaskMessage.FetchBlocks fetch)) throw unexpected(peer, request);
    BlockSender.send(fetch, this::find, parts);
  }

  private Optional<BlockSender.Found> find(BlockName name) {
    if (!(name instanceof BlockName.Shuffled shuffled)) return Optional.empty();
    return files
        .block(shuffled)
        .map(block -> BlockSender.Found.block(block.bytes(), block.valueCount()));
  }

  private static EngineException unexpected(Peer peer, Message message) {
    return new EngineException(
        CoreError.MESSAGE_MALFORMED,
        peer + " sent " + message.kind() + ", which has no place here",
        "Run the same release in all processes");
  }

  @Override
  public void closed(Peer peer, String reason) {
    if (peer.purpose() != Purpose.CONTROL) return;
    synchronized (this) {
      obeyed.remove(peer);
      drivers--;
      changes++;
    }
    check();
  }
}
