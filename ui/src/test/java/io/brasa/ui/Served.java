package io.brasa.ui;

import io.brasa.core.event.Event;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.ui.api.Api;
import io.brasa.ui.api.Application;
import io.brasa.ui.api.Applications;
import io.brasa.ui.server.Binding;
import io.brasa.ui.server.WebServer;
import io.brasa.ui.state.ApplicationState;
import io.brasa.ui.state.ApplicationView;
import io.brasa.ui.state.Origin;
import io.brasa.ui.state.Retention;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A real server over an application whose events a test tells. */
public final class Served implements Application, Applications, AutoCloseable {
  public final List<Long> killed = new ArrayList<>();
  private final ApplicationState state = new ApplicationState(Retention.USUAL);
  private final WebServer server;
  public final Client client;

  public Served(Collection<Event> events) {
    this(events, new Binding("127.0.0.1", 0, 1, Set.of(), ""));
  }

  public Served(Collection<Event> events, Binding binding) {
    events.forEach(state::on);
    server = WebServer.start(new Api(this), new SystemEnvironment(), binding);
    client = new Client("http://127.0.0.1:" + server.port());
  }

  public int port() {
    return server.port();
  }

  @Override
  public List<ApplicationView> list() {
    return List.of(state.application(origin()));
  }

  @Override
  public Optional<Application> find(String id) {
    return id.equals("app-1") ? Optional.of(this) : Optional.empty();
  }

  @Override
  public String id() {
    return "app-1";
  }

  @Override
  public ApplicationState state() {
    return state;
  }

  @Override
  public Origin origin() {
    return new Origin(id(), true, true, "");
  }

  @Override
  public void refresh() {}

  @Override
  public boolean kill(long job) {
    killed.add(job);
    return true;
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
