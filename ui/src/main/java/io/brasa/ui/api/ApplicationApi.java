package io.brasa.ui.api;

import io.brasa.runtime.error.EngineException;
import io.brasa.ui.error.UiError;
import io.brasa.ui.json.Joined;
import io.brasa.ui.json.Json;
import io.brasa.ui.state.ApplicationState;
import io.brasa.ui.state.JobView;
import io.brasa.ui.state.QueryPlan;
import io.brasa.ui.state.StageKey;
import io.brasa.ui.state.StageLink;
import io.brasa.ui.state.StageTasks;
import io.brasa.ui.state.StageView;
import io.brasa.ui.state.Status;
import io.brasa.ui.state.TaskSelection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is asked about one application. */
final class ApplicationApi {
  private static final int BUCKETS_USUAL = 200;
  private static final int BUCKETS_MAX = 2_000;

  private final Application application;
  private final ApplicationState state;

  ApplicationApi(Application application) {
    this.application = application;
    this.state = application.state();
  }

  Response answer(Request request, List<String> path) {
    if (path.isEmpty()) return Api.body(state.application(application.origin()));
    return switch (path.getFirst()) {
      case "jobs" -> jobs(request, path);
      case "stages" -> stages(request, path);
      case "executors" -> only(path, Api.body(state.executors()));
      case "storage" -> only(path, Api.body(state.storage()));
      case "environment" -> only(path, Api.body(state.environment()));
      case "queries" -> queries(request, path);
      case "streams" -> only(path, Api.body(List.of()));
      case "problems" -> only(path, Api.body(state.problems()));
      case "activity" -> only(path, Api.body(state.activity()));
      case "changes" -> only(path, new Response.Changes(application));
      default -> throw Api.missing(path);
    };
  }

  private static Response only(List<String> path, Response answer) {
    if (path.size() > 1) throw Api.missing(path);
    return answer;
  }

  // ---- jobs

  private Response jobs(Request request, List<String> path) {
    if (path.size() == 1)
      return Api.body(
          Selection.page(
              request,
              state.jobs(),
              JobView::status,
              job ->
                  String.join(
                      "\n",
                      Long.toString(job.id()),
                      job.name(),
                      job.callSite(),
                      job.group(),
                      job.pool(),
                      job.error().orElse(""))));
    long id = Request.number("job", path.get(1), Long.MAX_VALUE);
    JobView job = known(state.job(id), "job " + id);
    if (path.size() == 2) return Api.body(Joined.of(job, JobGraph.of(job, state)));
    if (path.size() == 3 && path.get(2).equals("kill")) return kill(request, job);
    throw Api.missing(path);
  }

  private Response kill(Request request, JobView job) {
    if (!request.method().equals("POST"))
      throw new EngineException(
          UiError.METHOD_NOT_ALLOWED, "A job is not ended by " + request.method(), "Use POST");
    if (!application.origin().canKill() || !application.kill(job.id()))
      throw new EngineException(
          UiError.APPLICATION_ENDED,
          "Job " + job.id() + " is not one of a running application of this process",
          "Look whether the application still runs, and ask its own pages");
    return new Response.Body(202, Json.text(Map.of("job", job.id(), "status", "cancelling")));
  }

  // ---- stages

  private Response stages(Request request, List<String> path) {
    if (path.size() == 1)
      return Api.body(
          Selection.page(
              request,
              stagesOf(request),
              StageView::status,
              stage ->
                  String.join(
                      "\n",
                      Long.toString(stage.id()),
                      stage.name(),
                      stage.callSite(),
                      stage.error().orElse(""))));
    if (path.size() < 3 || path.size() > 4) throw Api.missing(path);
    StageKey key =
        new StageKey(
            Request.number("stage", path.get(1), Long.MAX_VALUE),
            (int) Request.number("attempt", path.get(2), Integer.MAX_VALUE));
    String name = "stage " + key.stage() + ", attempt " + key.attempt();
    StageView stage = known(state.stage(key), name);
    if (path.size() == 3) return Api.body(Joined.of(stage, known(state.report(key), name)));
    return switch (path.get(3)) {
      case "tasks" -> Api.body(tasks(request, key));
      case "timeline" ->
          Api.body(
              allTasks(key)
                  .timeline(
                      Math.max(1, (int) request.number("buckets", BUCKETS_USUAL, BUCKETS_MAX))));
      default -> throw Api.missing(path);
    };
  }

  /** All, or those of one job. */
  private List<StageView> stagesOf(Request request) {
    if (request.text("job").isEmpty()) return state.stages();
    long id = request.number("job", 0, Long.MAX_VALUE);
    JobView job = known(state.job(id), "job " + id);
    Set<Long> wanted = job.stages().stream().map(StageLink::id).collect(Collectors.toSet());
    return state.stages().stream().filter(stage -> wanted.contains(stage.id())).toList();
  }

  private StageTasks allTasks(StageKey key) {
    return state
        .tasks(key)
        .orElseThrow(
            () ->
                new EngineException(
                    UiError.UI_NOT_FOUND,
                    "The tasks of stage " + key.stage() + " are not kept any more",
                    "Sums and quantiles are; the event log, if there is one, has all"));
  }

  private StageTasks.Page tasks(Request request, StageKey key) {
    TaskSelection wanted =
        new TaskSelection(
            request.offset(),
            request.limit(),
            request.text("sort"),
            request.word("status", Status.class),
            request.text("search"));
    try {
      return allTasks(key).page(wanted);
    } catch (IllegalArgumentException e) {
      throw new EngineException(
          UiError.REQUEST_INVALID, e.getMessage(), "Name a member of the items that are answered");
    }
  }

  // ---- queries

  private Response queries(Request request, List<String> path) {
    if (path.size() == 1)
      return Api.body(
          Selection.page(
              request,
              state.queries(),
              query -> query.status(),
              query -> query.id() + "\n" + query.text() + "\n" + query.error().orElse("")));
    long id = Request.number("query", path.get(1), Long.MAX_VALUE);
    if (path.size() > 2) throw Api.missing(path);
    return Api.body(
        Joined.of(
            known(state.query(id), "query " + id),
            new Planned(known(state.plan(id), "query " + id))));
  }

  private record Planned(QueryPlan plan) {}

  private <T> T known(Optional<T> found, String name) {
    return found.orElseThrow(
        () ->
            new EngineException(
                UiError.UI_NOT_FOUND,
                "Application " + application.id() + " has no " + name,
                "It may have been dropped because it was old: look at the lists"));
  }
}
