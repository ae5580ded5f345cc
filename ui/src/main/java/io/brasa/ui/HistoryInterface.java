package io.brasa.ui;

import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.storage.Storages;
import io.brasa.ui.api.Api;
import io.brasa.ui.history.History;
import io.brasa.ui.server.Binding;
import io.brasa.ui.server.WebServer;
import io.brasa.ui.state.Retention;

/** Pages over a folder of event logs, until it is closed. Thread-safe. */
public final class HistoryInterface implements AutoCloseable {
  private final WebServer server;
  private final Address address;

  private HistoryInterface(WebServer server, Address address) {
    this.server = server;
    this.address = address;
  }

  /**
   * Starts to serve. Fails with {@code PATH_NOT_FOUND} if there is no such folder, and as {@link
   * Address} says.
   */
  public static HistoryInterface open(
      Storages.Located folder, Address address, Environment environment) {
    folder.storage().list(folder.path());
    Codecs codecs = new Codecs(HistoryInterface.class.getClassLoader());
    History history =
        new History(folder.storage(), folder.path(), codecs, environment, Retention.USUAL);
    Binding binding = address.binding();
    return new HistoryInterface(WebServer.start(new Api(history), environment, binding), address);
  }

  /** Where it is. */
  public String url() {
    return server.url();
  }

  /** What those who look have to sign in with; empty on this machine alone. */
  public String token() {
    return address.token();
  }

  @Override
  public void close() {
    server.close();
  }
}
