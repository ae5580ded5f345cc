package io.brasa.ui;

import io.brasa.core.event.ContextWatcher;
import io.brasa.core.event.ContextWatcherProvider;
import io.brasa.core.event.Event;
import io.brasa.core.event.WatchedContext;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.ThreadKind;
import io.brasa.runtime.error.EngineException;
import io.brasa.ui.api.Api;
import io.brasa.ui.api.Application;
import io.brasa.ui.api.Applications;
import io.brasa.ui.api.LogLevels;
import io.brasa.ui.metrics.Metrics;
import io.brasa.ui.server.WebServer;
import io.brasa.ui.state.ApplicationState;
import io.brasa.ui.state.ApplicationView;
import io.brasa.ui.state.Origin;
import java.io.Console;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pages over one context while it is open. The server starts a second after the context, on a
 * thread of its own, or when its address is asked for: programs that are done by then never pay for
 * it. The token, if it needs one, is printed once on standard error, and the address unless
 * somebody has asked for it. Thread-safe.
 */
public final class LiveInterface implements ContextWatcher, Application, Applications {
  private static final long DELAY_MILLIS = 1_000;

  private final WatchedContext context;
  private final Backlog<Heard> events = new Backlog<>(Heard::new);
  private final Await tried;

  /** Null until it has started, and if it cannot. */
  private volatile WebServer server;

  /** Null until somebody asks. */
  private Metrics metrics;

  private boolean isAsked;
  private volatile boolean isAnnounced;
  private volatile boolean isTried;
  private volatile boolean isClosed;

  private LiveInterface(WatchedContext context) {
    this.context = context;
    this.tried = context.environment().newAwait();
  }

  /** Found by contexts. */
  public static final class Provider implements ContextWatcherProvider {
    public Provider() {}

    @Override
    public ContextWatcher open(WatchedContext context) {
      LiveInterface opened = new LiveInterface(context);
      context.environment().after(DELAY_MILLIS, () -> opened.startLater(true));
      return opened;
    }
  }

  @Override
  public void on(Event event) {
    events.on(event);
  }

  /**
   * Has its server started, unless that was done or it is too late.
   *
   * @param announced whether its address is printed; else somebody asks for it
   */
  private synchronized void startLater(boolean announced) {
    if (isAsked || isClosed) return;
    isAsked = true;
    isAnnounced = announced;
    // On a thread of the environment: the server's own are daemons if the one that starts it is.
    context.environment().start("brasa-ui", ThreadKind.WAITING, this::start);
  }

  private void start() {
    try {
      // From now on they are taken in as they come.
      events.listener();
      Address address = address(context.settings());
      WebServer started =
          WebServer.start(
              new Api(this, this::metrics, levels()), context.environment(), address.binding());
      keep(started);
      if (isAnnounced) tell("pages at " + started.url());
      if (!address.token().isEmpty())
        tell("sign in to the pages with the token " + address.token());
    } catch (EngineException e) {
      tell("no pages: " + e.what() + ". " + e.remedy() + ".");
    } finally {
      isTried = true;
      tried.signal();
    }
  }

  /** On a terminal the line may hold a progress bar, which is painted again below. */
  private static void tell(String text) {
    String line = "brasa: " + text;
    Console console = System.console();
    boolean isTerminal = console != null && console.isTerminal();
    System.err.println(
        isTerminal ? "\r" + line + " ".repeat(Math.max(0, 79 - line.length())) : line);
  }

  private static Address address(Map<String, String> settings) {
    String names = settings.get("ui.names");
    return Address.of(
        settings.get("ui.host"),
        Integer.parseInt(settings.get("ui.port")),
        names.isEmpty() ? List.of() : List.of(names.split(",", -1)));
  }

  private synchronized void keep(WebServer started) {
    if (isClosed) started.close();
    else server = started;
  }

  @Override
  public Optional<String> url() {
    startLater(false);
    try {
      tried.until(() -> isTried || isClosed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    WebServer running = server;
    return Optional.ofNullable(running).map(WebServer::url);
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    if (server != null) server.close();
    if (metrics != null) metrics.close();
    tried.signal();
  }

  private LogLevels levels() {
    return new LogLevels() {
      @Override
      public Map<String, String> levels() {
        return context.logLevels();
      }

      @Override
      public void set(String logger, String level) {
        context.setLogLevel(logger, level);
      }
    };
  }

  private synchronized String metrics() {
    if (metrics == null) metrics = new Metrics(events.listener().totals());
    return metrics.text();
  }

  // ---- as the API sees it

  @Override
  public List<ApplicationView> list() {
    return List.of(state().application(origin()));
  }

  @Override
  public Optional<Application> find(String id) {
    return id.equals(id()) ? Optional.of(this) : Optional.empty();
  }

  @Override
  public String id() {
    return context.applicationId();
  }

  @Override
  public ApplicationState state() {
    return events.listener().state();
  }

  @Override
  public Origin origin() {
    return new Origin(id(), true, true, events.listener().failure());
  }

  @Override
  public void refresh() {}

  @Override
  public boolean kill(long job) {
    context.cancelJob(job, "it was ended from the web pages");
    return true;
  }
}
