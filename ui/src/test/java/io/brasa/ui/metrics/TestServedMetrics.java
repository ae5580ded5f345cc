package io.brasa.ui.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.log.Logs;
import io.brasa.ui.Client;
import io.brasa.ui.Served;
import io.brasa.ui.api.Api;
import io.brasa.ui.api.LogLevels;
import io.brasa.ui.server.Binding;
import io.brasa.ui.server.WebServer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TestServedMetrics {
  @Test
  void areTextForThoseWhoHaveTheToken() throws Exception {
    Binding binding = new Binding("127.0.0.1", 0, 1, Set.of(), "sesame");
    Map<String, String> set = new TreeMap<>(Map.of("", "INFO"));
    LogLevels levels =
        new LogLevels() {
          @Override
          public Map<String, String> levels() {
            return set;
          }

          @Override
          public void set(String logger, String level) {
            new Logs().setLevel(logger, level);
            set.put(logger, level);
          }
        };
    try (Served applications = new Served(List.of());
        Metrics metrics = new Metrics(new EngineTotals());
        WebServer server =
            WebServer.start(
                new Api(applications, metrics::text, levels), new SystemEnvironment(), binding);
        Client client = new Client("http://127.0.0.1:" + server.port())) {
      assertEquals(401, client.get("/metrics").statusCode());
      assertEquals(401, client.get("/metrics", "Authorization", "Bearer other").statusCode());
      HttpResponse<String> answer = client.get("/metrics", "Authorization", "Bearer sesame");
      assertEquals(200, answer.statusCode());
      assertEquals(Metrics.CONTENT_TYPE, answer.headers().firstValue("Content-Type").orElseThrow());
      assertTrue(answer.body().contains("\nbrasa_slots 0.0\n"), answer.body());
      levelsChangeOnlyOnPurpose(client, set);
      assertEquals(405, client.post("/metrics", "", "Authorization", "Bearer sesame").statusCode());
    }
  }

  private static void levelsChangeOnlyOnPurpose(Client client, Map<String, String> set)
      throws Exception {
    String path = "/api/v1/log-level?level=DEBUG&logger=io.brasa.test.levels";
    String[] token = {"Authorization", "Bearer sesame"};
    assertEquals(401, client.get("/api/v1/log-level").statusCode());
    assertEquals(
        "{\"level\":\"INFO\",\"loggers\":{}}", client.get("/api/v1/log-level", token).body());
    assertEquals(403, client.post(path, "", token).statusCode());
    assertEquals(Map.of("", "INFO"), set);
    String[] all = {"Authorization", "Bearer sesame", "X-Brasa-Request", "1"};
    assertEquals(
        "{\"level\":\"INFO\",\"loggers\":{\"io.brasa.test.levels\":\"DEBUG\"}}",
        client.post(path, "", all).body());
    HttpResponse<String> wrong = client.post("/api/v1/log-level?level=loud", "", all);
    assertEquals(400, wrong.statusCode());
    assertTrue(wrong.body().contains("There is no log level 'loud'"), wrong.body());
  }

  @Test
  void thereAreNoneOfApplicationsThatHaveEnded() throws Exception {
    try (Served logs = new Served(List.of())) {
      HttpResponse<String> answer = logs.client.get("/metrics");
      assertEquals(404, answer.statusCode());
      assertTrue(answer.body().contains("no metrics of applications that are read from logs"));
    }
  }
}
