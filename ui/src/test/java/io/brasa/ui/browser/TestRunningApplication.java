package io.brasa.ui.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.options.ColorScheme;
import io.brasa.core.BrasaContext;
import io.brasa.core.FutureAction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The pages of a context that really runs: a job is seen, and ended by the button. */
@Tag("slow")
final class TestRunningApplication {
  private static final int RECORDS = 40_000;

  @Test
  void aJobIsSeenAndEndedByTheButton() throws Exception {
    int port = freePort();
    try (Chromium chromium = Chromium.start();
        BrasaContext brasa =
            BrasaContext.builder()
                .appName("Endless")
                .set("ui.enabled", "true")
                .set("ui.port", Integer.toString(port))
                .build()) {
      FutureAction<Long> job =
          brasa
              .parallelize(IntStream.range(0, RECORDS).boxed().toList(), 400)
              .map(TestRunningApplication::slow)
              .countAsync();
      String url = "http://127.0.0.1:" + port;
      awaitServer(url);
      try (Visitor visitor = chromium.visitor(url, ColorScheme.LIGHT)) {
        visitor.page().navigate(url);
        visitor.await(
            "the one application is shown",
            () ->
                visitor.page().url().contains("#/app/")
                    && visitor.text("body").contains("Endless"));
        visitor.find(".running-jobs a").first().click();
        visitor.await(
            "tasks end", () -> visitor.text(".facts").matches("(?s).*[1-9][0-9]* of 400.*"));
        visitor.find("main button.danger").click();
        visitor.find("dialog button.danger").click();
        ExecutionException ended = assertThrows(ExecutionException.class, job::get);
        assertTrue(
            ended.getCause().getMessage().contains("ended from the web pages"),
            ended.getCause().getMessage());
        visitor.await("the page says so", () -> visitor.text(".title").contains("cancelled"));
        assertEquals(0, visitor.find("main button.danger").count());
        visitor.assertNothingComplained();
      }
    }
  }

  /** Stands in for a function that takes long. */
  private static int slow(int value) {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return value;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitServer(String url) throws InterruptedException {
    long deadline = System.nanoTime() + 20_000_000_000L;
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url + "/api/v1/applications")).build();
      while (true) {
        try {
          if (client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200)
            return;
        } catch (IOException e) {
          // It starts a second after its context.
          if (System.nanoTime() > deadline) throw new AssertionError("no server at " + url, e);
        }
        assertTrue(System.nanoTime() < deadline, () -> "no answer at " + url);
        Thread.sleep(50);
      }
    }
  }
}
