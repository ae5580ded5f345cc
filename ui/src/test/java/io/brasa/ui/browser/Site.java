package io.brasa.ui.browser;

import io.brasa.core.event.Event;
import io.brasa.core.event.EventLog;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.storage.LocalStorage;
import io.brasa.runtime.storage.Storage;
import io.brasa.ui.api.Api;
import io.brasa.ui.api.Application;
import io.brasa.ui.api.Applications;
import io.brasa.ui.history.History;
import io.brasa.ui.server.Binding;
import io.brasa.ui.server.WebServer;
import io.brasa.ui.state.ApplicationState;
import io.brasa.ui.state.ApplicationView;
import io.brasa.ui.state.Origin;
import io.brasa.ui.state.Retention;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server of one application that runs and of a folder with logs of others. */
final class Site implements Applications, AutoCloseable {
  private final Environment environment;
  private final Storage storage = new LocalStorage();
  private final Codecs codecs = new Codecs(Site.class.getClassLoader());
  private final Path folder;
  private final Running running;
  private final History history;
  private final WebServer server;

  /** An application whose events the test tells. */
  static final class Running implements Application {
    private final String id;
    private final ApplicationState state = new ApplicationState(Retention.USUAL);
    private final List<Long> killed = new CopyOnWriteArrayList<>();

    Running(String id) {
      this.id = id;
    }

    /** The jobs that somebody wanted to end. */
    List<Long> killed() {
      return killed;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public ApplicationState state() {
      return state;
    }

    @Override
    public Origin origin() {
      return new Origin(id, true, true, "");
    }

    @Override
    public void refresh() {}

    @Override
    public boolean kill(long job) {
      killed.add(job);
      return true;
    }
  }

  /**
   * @param token what visitors have to sign in with; empty for none
   */
  Site(Environment environment, Path folder, String runningId, String token) {
    this.environment = environment;
    this.folder = folder;
    running = new Running(runningId);
    history = new History(storage, folder.toString(), codecs, environment, Retention.USUAL);
    server =
        WebServer.start(
            new Api(this), environment, new Binding("127.0.0.1", 0, 1, Set.of(), token));
  }

  Running running() {
    return running;
  }

  String url() {
    return server.url();
  }

  /** Something happens in the application that runs. */
  void happen(List<Event> events) {
    events.forEach(running.state()::on);
  }

  /** Writes the log of an application of the past. */
  void log(String id, List<Event> events) {
    try (EventLog log =
        new EventLog(storage, folder.resolve(id + ".events").toString(), codecs, environment)) {
      events.forEach(log::on);
    }
  }

  @Override
  public List<ApplicationView> list() {
    List<ApplicationView> all = new ArrayList<>();
    all.add(running.state().application(running.origin()));
    all.addAll(history.list());
    return all;
  }

  @Override
  public Optional<Application> find(String id) {
    return id.equals(running.id()) ? Optional.of(running) : history.find(id);
  }

  @Override
  public void close() {
    server.close();
  }
}
