package io.brasa.cluster.launch;

import io.brasa.cluster.wire.NettyTransport;
import io.brasa.core.remote.OutputServer;
import io.brasa.core.remote.Transport.Address;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.storage.Storage;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A service for each folder in which executors of an application have theirs: it serves their map
 * outputs, under the application's secret, whether they live or not. Thread-safe.
 */
final class ServedFolders implements AutoCloseable {
  private final Environment environment;
  private final Storage storage;
  private final Consumer<String> whenUnneeded;
  private final Consumer<String> whenSuperseded;

  // Guarded by this.
  private final Map<String, Served> folders = new HashMap<>();

  private record Served(OutputServer server, NettyTransport transport, Address address) {}

  /**
   * @param whenUnneeded hears of folders that nobody uses or reads from any more
   * @param whenSuperseded hears of folders whose executors are for a driver that another has
   *     followed
   */
  ServedFolders(
      Environment environment,
      Storage storage,
      Consumer<String> whenUnneeded,
      Consumer<String> whenSuperseded) {
    this.environment = environment;
    this.storage = storage;
    this.whenUnneeded = whenUnneeded;
    this.whenSuperseded = whenSuperseded;
  }

  /** A place uses its folder from now on; returns where outputs are served. */
  synchronized Address enter(ExecutorPlace place) {
    Served known = folders.get(place.folder());
    if (known == null || !known.server().addPlace()) {
      known = serve(place);
      known.server().addPlace();
      folders.put(place.folder(), known);
    }
    return known.address();
  }

  private Served serve(ExecutorPlace place) {
    NettyTransport transport = NettyTransport.at(environment, place.secret(), place.host(), 0);
    OutputServer[] made = new OutputServer[1];
    made[0] =
        new OutputServer(
            environment,
            transport,
            storage,
            place.folder(),
            () -> end(place.folder(), made[0]),
            () -> whenSuperseded.accept(place.folder()));
    try {
      return new Served(made[0], transport, made[0].serve());
    } catch (RuntimeException notServed) {
      transport.close();
      throw notServed;
    }
  }

  private void end(String folder, OutputServer server) {
    Served over = null;
    synchronized (this) {
      Served known = folders.get(folder);
      if (known != null && known.server() == server) {
        folders.remove(folder);
        over = known;
      }
    }
    if (over == null) return;
    over.transport().close();
    whenUnneeded.accept(folder);
  }

  private synchronized OutputServer server(ExecutorPlace place) {
    Served known = folders.get(place.folder());
    return known == null ? null : known.server();
  }

  /** No executor will run at the place any more. */
  void leave(ExecutorPlace place) {
    OutputServer server = server(place);
    if (server != null) server.removePlace();
  }

  /** An executor is gone: its map outputs stay as long as they are served. */
  void tidy(ExecutorPlace place, String executor) {
    OutputServer server = server(place);
    String folder = place.folder() + "/" + executor;
    if (server == null) storage.delete(folder);
    else server.tidy(folder);
  }

  @Override
  public void close() {
    Map<String, Served> all;
    synchronized (this) {
      all = Map.copyOf(folders);
      folders.clear();
    }
    all.values().forEach(served -> served.transport().close());
  }
}
