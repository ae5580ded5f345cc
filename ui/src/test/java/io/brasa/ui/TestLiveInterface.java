package io.brasa.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.BrasaContext;
import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.Scanner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A context with its pages. */
final class TestLiveInterface {
  /** Opened by the test while a task waits; static, for tasks have copies of what they hold. */
  private static final CountDownLatch STARTED = new CountDownLatch(1);

  private static BrasaContext context() {
    return BrasaContext.builder()
        .master("local[2]")
        .appName("watched")
        .set("ui.enabled", "true")
        .set("ui.port", "0")
        .build();
  }

  @Test
  void showsWhatHasRunAndIsGoneWithTheContext() throws Exception {
    String url;
    try (BrasaContext brasa = context()) {
      assertEquals(8, brasa.parallelize(List.of(1, 2, 3, 4, 5, 6, 7, 8), 4).count());
      url = brasa.uiWebUrl().orElseThrow();
      try (Client client = new Client(url)) {
        Object list = Parsed.of(client.get("/api/v1/applications").body());
        assertEquals("watched", Parsed.at(list, 0, "name"));
        assertEquals(brasa.applicationId(), Parsed.at(list, 0, "id"));
        assertEquals(true, Parsed.at(list, 0, "canKill"));
        String path = "/api/v1/applications/" + brasa.applicationId();
        Object job = Parsed.of(client.get(path + "/jobs/0").body());
        assertEquals("succeeded", Parsed.at(job, "status"));
        assertEquals(4.0, Parsed.at(job, "tasks", "succeeded"));
      }
    }
    try (Client client = new Client(url)) {
      assertThrows(IOException.class, () -> client.get("/"));
    }
  }

  @Test
  void endsAJobAndTellsOfIt() throws Exception {
    try (BrasaContext brasa = context();
        Client client = new Client(brasa.uiWebUrl().orElseThrow());
        HttpClient streams = HttpClient.newHttpClient()) {
      String path = "/api/v1/applications/" + brasa.applicationId();
      HttpResponse<InputStream> changes =
          streams.send(
              HttpRequest.newBuilder(URI.create(brasa.uiWebUrl().orElseThrow() + path + "/changes"))
                  .build(),
              HttpResponse.BodyHandlers.ofInputStream());
      assertEquals("text/event-stream", changes.headers().firstValue("Content-Type").orElseThrow());
      FutureTask<Long> counting =
          new FutureTask<>(
              () ->
                  brasa
                      .parallelize(List.of(1, 2), 2)
                      .map(
                          number -> {
                            STARTED.countDown();
                            Thread.sleep(60_000);
                            return number;
                          })
                      .count());
      Thread.ofPlatform().daemon().start(counting);
      assertTrue(STARTED.await(20, TimeUnit.SECONDS));
      assertEquals(
          202, client.post(path + "/jobs/0/kill", "", "X-Brasa-Request", "1").statusCode());
      Throwable failure =
          assertThrows(
                  java.util.concurrent.ExecutionException.class,
                  () -> counting.get(20, TimeUnit.SECONDS))
              .getCause();
      assertEquals(CoreError.JOB_CANCELLED, ((EngineException) failure).code());
      // It is told of the job, and says so until it has ended.
      try (Scanner lines = new Scanner(changes.body())) {
        String line = "";
        while (!line.contains("\"jobs/0\"")) line = lines.nextLine();
        assertTrue(line.startsWith("data: {\"version\":"), line);
      }
      assertEquals(
          "cancelled", Parsed.at(Parsed.of(client.get(path + "/jobs/0").body()), "status"));
    }
  }

  @Test
  void isNotThereUnlessItIsAskedFor() {
    try (BrasaContext brasa =
        BrasaContext.builder().master("local[1]").set("ui.enabled", "false").build()) {
      assertEquals(Optional.empty(), brasa.uiWebUrl());
    }
  }
}
