package io.brasa.ui.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.ui.Client;
import io.brasa.ui.Served;
import io.brasa.ui.api.Api;
import io.brasa.ui.server.Binding;
import io.brasa.ui.server.WebServer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TestServedMetrics {
  @Test
  void areTextForThoseWhoHaveTheToken() throws Exception {
    Binding binding = new Binding("127.0.0.1", 0, 1, Set.of(), "sesame");
    try (Served applications = new Served(List.of());
        Metrics metrics = new Metrics(new EngineTotals());
        WebServer server =
            WebServer.start(
                new Api(applications, metrics::text), new SystemEnvironment(), binding);
        Client client = new Client("http://127.0.0.1:" + server.port())) {
      assertEquals(401, client.get("/metrics").statusCode());
      assertEquals(401, client.get("/metrics", "Authorization", "Bearer other").statusCode());
      HttpResponse<String> answer = client.get("/metrics", "Authorization", "Bearer sesame");
      assertEquals(200, answer.statusCode());
      assertEquals(
          Metrics.CONTENT_TYPE, answer.headers().firstValue("Content-Type").orElseThrow());
      assertTrue(answer.body().contains("\nbrasa_slots 0.0\n"), answer.body());
      assertEquals(405, client.post("/metrics", "", "Authorization", "Bearer sesame").statusCode());
    }
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
