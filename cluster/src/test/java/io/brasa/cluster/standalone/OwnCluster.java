package io.brasa.cluster.standalone;

import io.brasa.cluster.master.FileRecoveryStore;
import io.brasa.cluster.master.MasterNode;
import io.brasa.cluster.master.ProgramFiles;
import io.brasa.cluster.master.SoleLeader;
import io.brasa.cluster.protocol.ClusterSecret;
import io.brasa.cluster.protocol.MasterUrl;
import io.brasa.cluster.wire.NettyTransport;
import io.brasa.cluster.worker.WorkerNode;
import io.brasa.cluster.worker.WorkerSettings;
import io.brasa.core.BrasaContext;
import io.brasa.core.event.Event;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.storage.LocalStorage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A master and workers in this process; their executors are processes. */
final class OwnCluster implements AutoCloseable {
  static final String HOST = "127.0.0.1";

  final List<Event> events = new CopyOnWriteArrayList<>();
  final Path secretFile;
  final Path folder;
  private final String tlsFolder;
  final MasterUrl url;
  private final Environment environment = new SystemEnvironment();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private int workers;

  OwnCluster(Path folder) throws Exception {
    this(folder, ClusterSecret.NONE);
  }

  OwnCluster(Path folder, String tlsFolder) throws Exception {
    this.folder = folder;
    this.tlsFolder = tlsFolder;
    this.secretFile = secret(folder.resolve("secret"), "a secret of a cluster of tests");
    this.url = new MasterUrl(List.of(startMaster(0)));
  }

  static Path secret(Path file, String text) throws Exception {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, text + "\n");
  }

  private NettyTransport transport(int port) {
    NettyTransport transport =
        ClusterSecret.find(secretFile.toString(), tlsFolder).transport(environment, HOST, port);
    open.push(transport);
    return transport;
  }

  private NettyTransport.Address startMaster(int port) {
    LocalStorage storage = new LocalStorage();
    FileRecoveryStore store = new FileRecoveryStore(storage, folder + "/master/recovery");
    MasterNode node =
        new MasterNode(
            environment,
            transport(port),
            store,
            new SoleLeader(store),
            new ProgramFiles(storage, folder + "/master/files"),
            true,
            reason -> {});
    open.push(node);
    return node.start();
  }

  String startWorker(int cores, int memoryMiB) {
    WorkerNode node =
        new WorkerNode(
            environment,
            transport(0),
            new LocalStorage(),
            new WorkerSettings(
                url,
                HOST,
                0,
                cores,
                memoryMiB,
                folder + "/worker" + workers++,
                60_000,
                tlsFolder.equals(ClusterSecret.NONE) ? "" : tlsFolder,
                List.of("java")));
    open.push(node);
    return node.start();
  }

  BrasaContext.Builder context() {
    return BrasaContext.builder()
        .master(url.toString())
        .set("secret.file", secretFile.toString())
        .set("tls.folder", tlsFolder)
        .set("local.folder", folder + "/driver")
        .set("executor.memory", "128m")
        .set("executor.cores", "1")
        .listener(events::add);
  }

  List<Event.ExecutorAdded> executors() {
    return events.stream()
        .filter(Event.ExecutorAdded.class::isInstance)
        .map(Event.ExecutorAdded.class::cast)
        .toList();
  }

  @Override
  public void close() throws Exception {
    while (!open.isEmpty()) open.pop().close();
  }
}
