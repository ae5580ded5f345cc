package io.brasa.core.remote;

import static java.util.Objects.requireNonNull;

import io.brasa.core.block.BlockName;
import io.brasa.core.error.CoreError;
import io.brasa.core.remote.Transport.Address;
import io.brasa.core.remote.Transport.Purpose;
import io.brasa.core.shuffle.OutputFiles;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.ThreadKind;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.StoredFile;
import java.util.Optional;

/**
 * Serves the map outputs of an application's executors on one host from their files, also when the
 * executors are gone: part of whoever starts them. It is needed as long as executors have places
 * here, or a driver is connected, and for a while after a driver that did not take leave: another
 * one may take up its work. Thread-safe.
 */
public final class OutputServer implements PeerHandler {
  /** How long files are kept for a driver that is gone without a word. */
  public static final long LEASE_MILLIS = 60_000;

  private final Environment environment;
  private final Storage storage;
  private final OutputFiles files;
  private final Runnable whenUnneeded;
  private final Peers peers;

  // Guarded by this.
  private int places;
  private int drivers;
  private boolean isDismissed;
  private boolean hadDriver;
  private long changes;
  private boolean isOver;

  /**
   * @param transport listens for executors and the driver, under their secret
   * @param root the folder in which each executor has one of its own
   * @param whenUnneeded called once, on a thread of its own: the files may go
   */
  public OutputServer(
      Environment environment,
      Transport transport,
      Storage storage,
      String root,
      Runnable whenUnneeded) {
    this.environment = requireNonNull(environment);
    this.storage = requireNonNull(storage);
    this.files = new OutputFiles(storage, root);
    this.whenUnneeded = requireNonNull(whenUnneeded);
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
      case TaskMessage.DropStage(long stage) when peer.purpose() == Purpose.CONTROL ->
          environment.start(
              "drop of stage " + stage, ThreadKind.WAITING, () -> files.dropShuffle(stage));
      case TaskMessage.Shutdown leave when peer.purpose() == Purpose.CONTROL -> dismiss();
      default -> peer.close("it sent " + message.kind() + ", which has no place here");
    }
  }

  private synchronized void dismiss() {
    isDismissed = true;
    changes++;
  }

  @Override
  public Message answer(Peer peer, Message request) {
    throw unexpected(peer, request);
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
      drivers--;
      changes++;
    }
    check();
  }
}
