package io.brasa.ui.api;

import io.brasa.runtime.error.EngineException;
import io.brasa.ui.error.UiError;
import io.brasa.ui.json.Json;
import io.brasa.ui.state.JobView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Version 1 of the API. Thread-safe. */
public final class Api {
  private final Applications applications;
  private final Optional<Supplier<String>> metrics;
  private final Optional<LogLevels> logLevels;

  /** Of applications that have ended, or run elsewhere: there are no metrics. */
  public Api(Applications applications) {
    this.applications = applications;
    this.metrics = Optional.empty();
    this.logLevels = Optional.empty();
  }

  /**
   * @param metrics as Prometheus reads them
   */
  public Api(Applications applications, Supplier<String> metrics, LogLevels logLevels) {
    this.applications = applications;
    this.metrics = Optional.of(metrics);
    this.logLevels = Optional.of(logLevels);
  }

  /** Fails with {@code UI_NOT_FOUND} if there are none. */
  public String metrics() {
    return metrics
        .orElseThrow(
            () ->
                new EngineException(
                    UiError.UI_NOT_FOUND,
                    "There are no metrics of applications that are read from logs",
                    "Ask the pages of an application that runs"))
        .get();
  }

  /** Fails with an error of {@link UiError} if there is nothing that is so called. */
  public Response answer(Request request) {
    List<String> path = request.path();
    if (path.equals(List.of("compare"))) return body(comparison(request));
    if (path.equals(List.of("log-level"))) return logLevel(request);
    if (path.isEmpty() || !path.getFirst().equals("applications")) throw missing(path);
    if (path.size() == 1) return body(applications.list());
    return new ApplicationApi(application(path.get(1)))
        .answer(request, path.subList(2, path.size()));
  }

  private Response logLevel(Request request) {
    LogLevels levels =
        logLevels.orElseThrow(
            () ->
                new EngineException(
                    UiError.UI_NOT_FOUND,
                    "Applications that are read from logs have no log levels",
                    "Ask the pages of an application that runs"));
    if (request.method().equals("POST")) {
      try {
        levels.set(request.text("logger"), request.text("level"));
      } catch (EngineException e) {
        throw new EngineException(UiError.REQUEST_INVALID, e.what(), e.remedy(), e);
      }
    }
    return body(new Levels(levels.levels().get(""), named(levels)));
  }

  private record Levels(String level, Map<String, String> loggers) {}

  private static Map<String, String> named(LogLevels levels) {
    Map<String, String> named = new TreeMap<>(levels.levels());
    named.remove("");
    return named;
  }

  private Application application(String id) {
    return applications
        .find(id)
        .orElseThrow(
            () ->
                new EngineException(
                    UiError.UI_NOT_FOUND,
                    "There is no application " + id,
                    "Look at the list of applications"));
  }

  private record Chosen(Application application, JobView job) {}

  private Comparison comparison(Request request) {
    Chosen left = chosen(request, "left");
    Chosen right = chosen(request, "right");
    return Comparison.of(left.application, left.job, right.application, right.job);
  }

  /** By {@code APPLICATION:JOB}. */
  private Chosen chosen(Request request, String side) {
    String given = request.text(side);
    int colon = given.lastIndexOf(':');
    if (colon < 0)
      throw new EngineException(
          UiError.REQUEST_INVALID,
          "The parameter " + side + " is '" + given + "'",
          "Give APPLICATION:JOB");
    Application application = application(given.substring(0, colon));
    long job = Request.number("job", given.substring(colon + 1), Long.MAX_VALUE);
    return new Chosen(
        application,
        application
            .state()
            .job(job)
            .orElseThrow(
                () ->
                    new EngineException(
                        UiError.UI_NOT_FOUND,
                        "Application " + application.id() + " has no job " + job,
                        "Look at the list of its jobs")));
  }

  static Response body(Object value) {
    return new Response.Body(200, Json.text(value));
  }

  static EngineException missing(List<String> path) {
    return new EngineException(
        UiError.UI_NOT_FOUND,
        "There is nothing at " + String.join("/", path),
        "The documentation of the API has all paths");
  }
}
