package io.brasa.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.event.Event;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TestChanges {
  private static final int BEGUN = 8;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Served served = new Served(Story.events().subList(0, BEGUN));

  @AfterEach
  void close() {
    served.close();
    client.shutdownNow();
    client.close();
  }

  private HttpResponse<InputStream> listen(String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + served.port() + "/api/v1/applications/app-1/changes"));
    if (headers.length > 0) request.headers(headers);
    return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  private static BufferedReader lines(HttpResponse<InputStream> answer) {
    return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  /** What the next event says; null at the end. */
  private static Object next(BufferedReader lines) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine())
      if (line.startsWith("data: ")) return Parsed.of(line.substring("data: ".length()));
    return null;
  }

  @Test
  void tellsWhatHasChanged() throws Exception {
    try (BufferedReader lines = lines(listen())) {
      assertEquals(List.of("application"), Parsed.at(next(lines), "changed"));
      List<Event> rest = Story.events().subList(BEGUN, Story.events().size());
      rest.forEach(served.state()::on);
      List<Object> changed = new ArrayList<>();
      double version = 0;
      while (version < Story.events().size()) {
        Object told = next(lines);
        version = (double) Parsed.at(told, "version");
        changed.addAll((List<?>) Parsed.at(told, "changed"));
      }
      for (String topic :
          List.of(
              "jobs",
              "jobs/0",
              "stages",
              "stages/0/0",
              "stages/1/0",
              "executors",
              "queries/1",
              "storage",
              "problems",
              "application")) assertTrue(changed.contains(topic), topic + " in " + changed);
      assertFalse(changed.contains("environment"), "told before");
    }
  }

  @Test
  void goesOnWhereABrowserThatComesBackHasBeen() throws Exception {
    served.state().on(new Event.Warned(5, "x"));
    try (BufferedReader lines = lines(listen("Last-Event-ID", "" + BEGUN))) {
      assertEquals(List.of("problems"), Parsed.at(next(lines), "changed"));
    }
    // Of an earlier server, whose numbers say nothing here.
    for (String foreign : List.of("77777", "x", "-1", "9".repeat(40)))
      try (BufferedReader lines = lines(listen("Last-Event-ID", foreign))) {
        assertEquals(List.of("application"), Parsed.at(next(lines), "changed"), foreign);
      }
  }

  @Test
  void servesSoManyAndNoMore() throws Exception {
    List<HttpResponse<InputStream>> open = new ArrayList<>();
    for (int i = 0; i < 64; i++) open.add(listen());
    for (HttpResponse<InputStream> each : open) assertEquals(200, each.statusCode());
    HttpResponse<InputStream> over = listen();
    assertEquals(503, over.statusCode());
    assertTrue(new String(over.body().readAllBytes(), StandardCharsets.UTF_8).contains("TOO_MANY"));
  }

  @Test
  void endsWithTheServer() throws Exception {
    try (BufferedReader lines = lines(listen())) {
      next(lines);
      served.close();
      try {
        assertNull(next(lines));
      } catch (IOException cut) {
        // as well
      }
    }
  }
}
