package io.brasa.cluster.standalone;

import static java.util.Objects.requireNonNull;

import io.brasa.cluster.error.ClusterError;
import io.brasa.cluster.protocol.AskingPeer;
import io.brasa.cluster.protocol.ClusterMessage;
import io.brasa.cluster.protocol.ClusterMessage.DriverStatus;
import io.brasa.cluster.protocol.ClusterMessage.DriverWish;
import io.brasa.cluster.protocol.ClusterMessage.WorkerStatus;
import io.brasa.cluster.protocol.ClusterSecret;
import io.brasa.cluster.protocol.HostAddress;
import io.brasa.cluster.protocol.MasterUrl;
import io.brasa.cluster.wire.NettyTransport;
import io.brasa.core.remote.Message;
import io.brasa.core.remote.Parts;
import io.brasa.core.remote.Peer;
import io.brasa.core.remote.Peers;
import io.brasa.core.remote.Transport.Address;
import io.brasa.core.remote.Transport.Purpose;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.ThreadKind;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

/**
 * Asks a cluster: what there is, for a program to be run, for logs. Used by one thread; must be
 * closed.
 */
public final class ClusterClient implements AskingPeer, AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.brasa.cluster.client");
  private static final long ANSWER_MILLIS = 30_000;
  private static final long WINDOW_BYTES = 4 << 20;
  private static final int CHUNK_BYTES = 1 << 20;

  private final Environment environment;
  private final MasterUrl url;
  private final NettyTransport transport;
  private final Peers peers;
  private final Peer master;

  /** Finds the master that leads. Fails with {@code MASTER_UNREACHABLE}. */
  public ClusterClient(Environment environment, MasterUrl url, ClusterSecret secret) {
    this.environment = requireNonNull(environment);
    this.url = url;
    url.masters().forEach(address -> secret.requireFor(address.host()));
    String host = HostAddress.towards(url.masters().getFirst());
    this.transport = secret.transport(environment, host, 0);
    this.peers =
        new Peers(
            environment,
            transport,
            new Codecs(ClusterClient.class.getClassLoader()),
            ClusterMessage.class,
            this);
    try {
      this.master = leader(url);
    } catch (RuntimeException failure) {
      transport.close();
      throw failure;
    }
  }

  /** Asks all at the same time, since one that hangs must not keep the others. */
  private Peer leader(MasterUrl url) {
    Map<Address, String> reasons = new ConcurrentHashMap<>();
    AtomicReference<Peer> found = new AtomicReference<>();
    Await changed = environment.newAwait();
    for (Address address : url.masters())
      environment.start(
          "question to " + address,
          ThreadKind.WAITING,
          () -> {
            try {
              Peer peer = leading(address);
              if (!found.compareAndSet(null, peer)) peer.close("another leads");
            } catch (EngineException failure) {
              reasons.put(address, failure.what());
            }
            changed.signal();
          });
    try {
      changed.until(
          () -> found.get() != null || reasons.size() == url.masters().size(), ANSWER_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    if (found.get() != null) return found.get();
    throw new EngineException(
        ClusterError.MASTER_UNREACHABLE,
        "No master of " + url + " answers: " + String.join("; ", reasons.values()),
        "See whether a master runs there, and has the same secret; start one with: brasa master");
  }

  private Peer leading(Address address) {
    Peer peer = reach(address);
    if (ask(peer, new ClusterMessage.StatusRequest()) instanceof ClusterMessage.Status) return peer;
    peer.close("it does not lead");
    throw new EngineException(
        ClusterError.MASTER_UNREACHABLE,
        "the master at " + address + " does not lead",
        "Ask the one that does");
  }

  private Peer reach(Address address) {
    Peer peer = peers.connect(address, Purpose.CONTROL);
    peer.identify("master");
    return peer;
  }

  private static Message ask(Peer peer, ClusterMessage request) {
    return peer.request(request, ANSWER_MILLIS).get();
  }

  public ClusterMessage.Status status() {
    if (ask(master, new ClusterMessage.StatusRequest()) instanceof ClusterMessage.Status status)
      return status;
    throw noLonger();
  }

  private EngineException noLonger() {
    return new EngineException(
        ClusterError.MASTER_UNREACHABLE, master + " leads no longer", "Ask again");
  }

  /**
   * Lets a driver run in the cluster. Its files go to all masters that can be reached: whichever
   * leads later has to give them to workers.
   *
   * @param files where its files are here, by the name they have there
   * @return as it is when the master has noted it
   */
  public DriverStatus submit(DriverWish wish, Storage storage, Map<String, String> files) {
    Map<String, String> hashes = store(storage, files);
    DriverWish whole =
        new DriverWish(
            wish.name(), hashes, wish.words(), wish.cores(), wish.memoryMiB(), wish.isSupervised());
    return driver(ask(master, new ClusterMessage.SubmitDriver(whole)));
  }

  /** Gives files to the masters; returns their hashes by name. */
  Map<String, String> store(Storage storage, Map<String, String> files) {
    Map<String, String> hashes = new HashMap<>();
    files.forEach((name, path) -> hashes.put(name, store(master, storage, path)));
    for (Address address : url.masters()) storeAt(address, storage, files);
    return hashes;
  }

  private void storeAt(Address address, Storage storage, Map<String, String> files) {
    if (files.isEmpty() || url.masters().size() == 1) return;
    try {
      Peer peer = reach(address);
      for (String path : files.values()) store(peer, storage, path);
      peer.close("it has all");
    } catch (EngineException unreachable) {
      LOG.log(
          Level.WARNING,
          "The master at " + address + " has not got the program's files: " + unreachable.what());
    }
  }

  /** Returns the hash. */
  private static String store(Peer master, Storage storage, String path) {
    try {
      String sha256 = hash(storage, path);
      if (ask(master, new ClusterMessage.HasFile(sha256)) instanceof ClusterMessage.Done)
        return sha256;
      long length = length(storage, path);
      try (InputStream in = storage.open(path, 0, length)) {
        long offset = 0;
        do {
          byte[] chunk = in.readNBytes(CHUNK_BYTES);
          boolean isLast = offset + chunk.length >= length;
          if (chunk.length == 0 && !isLast) throw new IOException("it has become shorter");
          ask(master, new ClusterMessage.StoreFile(sha256, offset, chunk, isLast));
          offset += chunk.length;
        } while (offset < length);
      }
      return sha256;
    } catch (IOException failure) {
      throw new EngineException(
          ClusterError.PROGRAM_FILE_DAMAGED,
          "The file " + path + " cannot be sent: " + failure.getMessage(),
          "See whether it is written at the same time",
          failure);
    }
  }

  private static long length(Storage storage, String path) {
    return storage
        .status(path)
        .filter(file -> !file.isFolder())
        .orElseThrow(
            () ->
                new EngineException(
                    ClusterError.PROGRAM_FILE_DAMAGED,
                    "There is no file " + path,
                    "Give the path of one"))
        .sizeBytes();
  }

  private static String hash(Storage storage, String path) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    try (InputStream in = storage.open(path, 0, length(storage, path))) {
      for (byte[] chunk = in.readNBytes(CHUNK_BYTES);
          chunk.length > 0;
          chunk = in.readNBytes(CHUNK_BYTES)) digest.update(chunk);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Ends a driver. Fails with {@code DRIVER_UNKNOWN}. */
  public DriverStatus kill(String driver) {
    DriverStatus status = driver(ask(master, new ClusterMessage.KillDriver(driver)));
    if (!status.state().isEmpty()) return status;
    throw new EngineException(
        ClusterError.DRIVER_UNKNOWN,
        "The master knows no driver " + driver,
        "See those it knows: brasa status");
  }

  private DriverStatus driver(Message answer) {
    if (answer instanceof DriverStatus status) return status;
    throw noLonger();
  }

  /**
   * Reads the logs that workers keep, worker by worker.
   *
   * @param application an application or a driver
   * @param executor empty for all of them
   * @param known what was read before, and now: only the rest comes
   * @param sink given the executor's name and some bytes, in order
   * @param onFailure hears of workers that cannot be reached
   */
  public void logs(
      String application,
      String executor,
      LogPositions known,
      BiConsumer<String, byte[]> sink,
      BiConsumer<WorkerStatus, String> onFailure) {
    for (WorkerStatus worker : status().workers()) {
      try {
        Peer peer = peers.connect(new Address(worker.host(), worker.port()), Purpose.BLOCKS);
        peer.identify(worker.worker());
        ClusterMessage request =
            new ClusterMessage.LogRequest(application, executor, known.at(worker.worker()));
        try (Parts parts = peer.stream(request, WINDOW_BYTES, ANSWER_MILLIS)) {
          for (Optional<Message> part = parts.next(); part.isPresent(); part = parts.next())
            if (part.get() instanceof ClusterMessage.LogChunk(String name, byte[] bytes)) {
              known.add(worker.worker(), name, bytes.length);
              sink.accept(name, bytes);
            }
        }
      } catch (EngineException failure) {
        onFailure.accept(worker, failure.what());
      }
    }
  }

  // ---- nobody asks a client

  @Override
  public void received(Peer peer, Message message) {}

  @Override
  public void closed(Peer peer, String reason) {}

  @Override
  public void close() {
    transport.close();
  }
}
