package io.brasa.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TestApi {
  private static final String APPLICATION = "/api/v1/applications/app-1";

  private Served served;

  @BeforeEach
  void serve() {
    served = new Served(Story.events());
  }

  @AfterEach
  void close() {
    served.close();
  }

  private Object get(String path) throws Exception {
    HttpResponse<String> answer = served.client.get(APPLICATION + path);
    assertEquals(200, answer.statusCode(), answer.body());
    return Parsed.of(answer.body());
  }

  @Test
  void tellsOfTheApplication() throws Exception {
    Object application = get("");
    assertEquals("Word \"count\" <b>", Parsed.at(application, "name"));
    assertEquals((double) Story.START, Parsed.at(application, "startedMillis"));
    assertEquals(Story.START + 1_000.0, Parsed.at(application, "endedMillis"));
    assertEquals(false, Parsed.at(application, "live"));
    assertEquals(1.0, Parsed.at(application, "counts", "jobs", "failed"));
    assertEquals(1.0, Parsed.at(application, "counts", "stages", "succeeded"));
    assertEquals(4.0, Parsed.at(application, "counts", "tasks", "succeeded"));
    assertEquals(0.0, Parsed.at(application, "counts", "tasks", "running"));
    assertEquals(1.0, Parsed.at(application, "executors"));
    Object list = Parsed.of(served.client.get("/api/v1/applications").body());
    assertEquals(List.of(application), list);
  }

  @Test
  void tellsOfJobsWithTheGraphOfTheirStages() throws Exception {
    Object job = Parsed.at(get("/jobs"), "items", 0);
    assertEquals("counts words", Parsed.at(job, "name"));
    assertEquals("failed", Parsed.at(job, "status"));
    assertEquals("nightly", Parsed.at(job, "group"));
    assertEquals(980.0, Parsed.at(job, "durationMillis"));
    assertEquals(6.0, Parsed.at(job, "tasks", "total"));
    assertEquals(1.0, Parsed.at(job, "query"));
    assertEquals(0.0, Parsed.at(job, "stages", 0, "id"));
    assertEquals(1.0, Parsed.at(job, "stages", 1, "id"));
    Object one = get("/jobs/0");
    assertEquals(2, ((List<?>) Parsed.at(one, "graph", "nodes")).size());
    assertEquals(true, Parsed.at(one, "graph", "nodes", 0, "operations", 0, "cached"));
    assertEquals(
        Map.of("from", 0.0, "to", 1.0, "bytes", 800.0), Parsed.at(one, "graph", "edges", 0));
  }

  @Test
  void tellsHowTheTasksOfAStageDiffer() throws Exception {
    Object stage = get("/stages/0/0");
    assertEquals("map at A.java:3", Parsed.at(stage, "callSite"));
    assertEquals(64.0, Parsed.at(stage, "spillBytes"));
    assertEquals(60.0, Parsed.at(stage, "rowsIn"));
    assertEquals(4_096.0, Parsed.at(stage, "peakMemoryBytes"));
    assertEquals("the", Parsed.at(stage, "heavyKeys", 0, "key"));
    assertEquals(100.0, Parsed.at(stage, "quantiles", "wallMillis", "min"));
    assertEquals(200.0, Parsed.at(stage, "quantiles", "wallMillis", "median"));
    assertEquals(400.0, Parsed.at(stage, "quantiles", "wallMillis", "max"));
    assertEquals("executor-2", Parsed.at(stage, "perExecutor", 1, "executor"));
    assertEquals(600.0, Parsed.at(stage, "perExecutor", 1, "wallMillis"));
  }

  @Test
  void listsTasksInTheOrderAndTheStateThatIsAsked() throws Exception {
    Object page = get("/stages/0/0/tasks?sort=-wallMillis&limit=2&offset=1");
    assertEquals(4.0, Parsed.at(page, "total"));
    assertEquals(2.0, Parsed.at(page, "items", 0, "partition"));
    assertEquals(1.0, Parsed.at(page, "items", 1, "partition"));
    assertEquals(0.0, Parsed.at(get("/stages/0/0/tasks?status=failed"), "total"));
    assertEquals(2.0, Parsed.at(get("/stages/0/0/tasks?search=EXECUTOR-2"), "total"));
    Object failed = get("/stages/1/0/tasks?status=failed&sort=attempt");
    assertEquals(2.0, Parsed.at(failed, "total"));
    assertEquals("executor lost: killed by the kernel", Parsed.at(failed, "items", 0, "error"));
    assertEquals("TASK_FAILED: a function threw", Parsed.at(failed, "items", 1, "error"));
  }

  @Test
  void drawsTasksOverTime() throws Exception {
    Object timeline = get("/stages/0/0/timeline");
    assertEquals(List.of("executor-1", "executor-2"), Parsed.at(timeline, "lanes"));
    assertEquals(List.of(0.0, 100.0, 200.0, 300.0), Parsed.at(timeline, "tasks", "start"));
    assertEquals(List.of(100.0, 300.0, 500.0, 700.0), Parsed.at(timeline, "tasks", "end"));
    assertNull(Parsed.at(timeline, "histogram"));
    Object activity = get("/activity");
    assertEquals(100.0, Parsed.at(activity, "bucketMillis"));
    double worked =
        ((List<?>) Parsed.at(activity, "running"))
            .stream().mapToDouble(each -> (double) each).sum();
    assertEquals(
        1_010, 100 * worked, 1, "tasks of 100, 200, 300 and 400 ms, and one of 10 that failed");
  }

  @Test
  void tellsOfExecutorsStorageEnvironmentAndProblems() throws Exception {
    Object executors = get("/executors");
    assertEquals("killed by the kernel", Parsed.at(executors, 1, "lossReason"));
    assertEquals(1.0, Parsed.at(executors, 0, "memory", "heapUsed"));
    assertEquals(6, ((List<?>) Parsed.at(executors, 0, "samples", 0)).size());
    Object kept = get("/storage");
    assertEquals(1.0, Parsed.at(kept, 0, "partitions", "memory"));
    assertEquals(1_000.0, Parsed.at(kept, 0, "memoryBytes"));
    assertEquals("25", Parsed.at(get("/environment"), "runtime", 0, "text"));
    List<?> problems = (List<?>) get("/problems");
    assertEquals("error", Parsed.at(problems, 0, "severity"));
    assertEquals(
        List.of("query", "job", "stage", "warning", "task", "executor"),
        problems.stream().map(each -> Parsed.at(each, "kind")).toList());
    assertEquals(Map.of("job", 0.0), Parsed.at(problems, 1, "link"));
    assertEquals(List.of(), get("/streams"));
  }

  @Test
  void tellsOfQueriesAndWhatTheirOperationsDid() throws Exception {
    Object query = get("/queries/1");
    assertEquals("SELECT 1", Parsed.at(query, "text"));
    assertEquals(List.of(0.0), Parsed.at(query, "jobs"));
    assertNull(Parsed.at(query, "rows"));
    assertNull(Parsed.at(query, "plan", "nodes", 0, "rows"));
    assertEquals(400.0, Parsed.at(query, "plan", "nodes", 1, "rows"));
    assertEquals(0.0, Parsed.at(query, "plan", "nodes", 1, "stage"));
    assertEquals(Map.of("from", 2.0, "to", 1.0), Parsed.at(query, "plan", "edges", 0));
  }

  @ParameterizedTest
  @CsvSource({
    "/nothing,404,UI_NOT_FOUND",
    "/jobs/7,404,UI_NOT_FOUND",
    "/jobs/x,400,REQUEST_INVALID",
    "/jobs/0/more,404,UI_NOT_FOUND",
    "/jobs?limit=-1,400,REQUEST_INVALID",
    "/jobs?limit=99999999,400,REQUEST_INVALID",
    "/jobs?status=odd,400,REQUEST_INVALID",
    "/jobs?sort=odd,400,REQUEST_INVALID",
    "/stages/0,404,UI_NOT_FOUND",
    "/stages/0/1,404,UI_NOT_FOUND",
    "/stages/0/0/tasks?sort=odd,400,REQUEST_INVALID",
    "/stages?job=9,404,UI_NOT_FOUND",
    "/environment/x,404,UI_NOT_FOUND",
    "/jobs/0/kill,405,METHOD_NOT_ALLOWED"
  })
  void namesWhatIsWrongWithARequest(String path, int status, String code) throws Exception {
    HttpResponse<String> answer = served.client.get(APPLICATION + path);
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals(code, Parsed.at(Parsed.of(answer.body()), "code"));
    assertTrue(((String) Parsed.at(Parsed.of(answer.body()), "remedy")).length() > 3);
  }

  @Test
  void sortsByMembersOfMembersAndSearches() throws Exception {
    Object stages = get("/stages?sort=tasks.failed");
    assertEquals(0.0, Parsed.at(stages, "items", 0, "id"));
    assertEquals(1.0, Parsed.at(get("/stages?sort=-tasks.failed"), "items", 0, "id"));
    assertEquals(1.0, Parsed.at(get("/stages?sort=-error"), "items", 0, "id"));
    assertEquals(1.0, Parsed.at(get("/stages?search=MAPTOPAIR"), "total"));
    assertEquals(2.0, Parsed.at(get("/stages?job=0&sort=durationMillis"), "total"));
  }
}
