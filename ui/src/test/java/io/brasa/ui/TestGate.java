package io.brasa.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.error.EngineException;
import io.brasa.ui.error.UiError;
import io.brasa.ui.server.Binding;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestGate {
  private static final String TOKEN = "Zm9vYmFy_-0123456789";
  private static final String KILL = "/api/v1/applications/app-1/jobs/0/kill";
  private static final String LIST = "/api/v1/applications";

  private static Served open() {
    return new Served(Story.events().subList(0, 8));
  }

  private static Served guarded() {
    return new Served(
        Story.events().subList(0, 8),
        new Binding("127.0.0.1", 0, 1, Set.of("pages.example"), TOKEN));
  }

  /** The status of an answer to a request whose lines a test writes itself. */
  private static int status(Served served, String... lines) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", served.port())) {
      String text = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return Integer.parseInt(answer.substring(9, 12));
    }
  }

  @Test
  void answersToItsNamesAlone() throws IOException {
    try (Served served = guarded()) {
      for (String name :
          List.of("127.0.0.1", "localhost:4040", "LOCALHOST", "[::1]:80", "pages.example"))
        assertEquals(
            200,
            status(
                served,
                "GET " + LIST + " HTTP/1.1",
                "Host: " + name,
                "Authorization: Bearer " + TOKEN),
            name);
      for (String name :
          List.of("evil.example", "127.0.0.1.evil.example", "", "localhost.", "0.0.0.0"))
        assertEquals(
            403,
            status(
                served,
                "GET " + LIST + " HTTP/1.1",
                "Host: " + name,
                "Authorization: Bearer " + TOKEN),
            name);
      assertEquals(403, status(served, "GET / HTTP/1.1", "Host: evil.example"));
    }
  }

  @Test
  void answersToAnyAddressButNoOtherNameIfItListensEverywhere() throws IOException {
    try (Served served = new Served(List.of(), new Binding("0.0.0.0", 0, 1, Set.of(), TOKEN))) {
      for (String name : List.of("10.1.2.3:4040", "[fe80::1]:80", "localhost", "0.0.0.0"))
        assertEquals(
            200,
            status(
                served,
                "GET " + LIST + " HTTP/1.1",
                "Host: " + name,
                "Authorization: Bearer " + TOKEN),
            name);
      for (String name : List.of("evil.example", "10.1.2.3.evil.example", "1.2.3", "[evil]"))
        assertEquals(
            403,
            status(
                served,
                "GET " + LIST + " HTTP/1.1",
                "Host: " + name,
                "Authorization: Bearer " + TOKEN),
            name);
    }
  }

  @Test
  void endsAJobForWhoMeansIt() throws Exception {
    try (Served served = open()) {
      HttpResponse<String> answer = served.client.post(KILL, "", "X-Brasa-Request", "1");
      assertEquals(202, answer.statusCode(), answer.body());
      assertEquals(List.of(0L), served.killed);
      String own = "http://127.0.0.1:" + served.port();
      assertEquals(
          202, served.client.post(KILL, "", "X-Brasa-Request", "1", "Origin", own).statusCode());
      assertEquals(2, served.killed.size());
    }
  }

  @Test
  void endsNoJobForAnotherPage() throws Exception {
    try (Served served = open()) {
      assertEquals(403, served.client.post(KILL, "").statusCode());
      assertEquals(403, served.client.post(KILL, "", "X-Brasa-Request", "0").statusCode());
      for (String origin : List.of("http://evil.example", "null", "http://127.0.0.1:1", "file://"))
        assertEquals(
            403,
            served.client.post(KILL, "", "X-Brasa-Request", "1", "Origin", origin).statusCode(),
            origin);
      assertEquals(405, status(served, "PUT " + KILL + " HTTP/1.1", "Host: localhost"));
      assertEquals(405, status(served, "OPTIONS " + KILL + " HTTP/1.1", "Host: localhost"));
      assertEquals(List.of(), served.killed);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {LIST, LIST + "/app-1/changes", LIST + "/app-1/environment", "/api/v1/nothing"})
  void tellsNothingWithoutTheToken(String path) throws Exception {
    try (Served served = guarded()) {
      assertEquals(401, served.client.get(path).statusCode());
      for (String token : List.of("", "x", TOKEN + "x", TOKEN.substring(1), TOKEN.toLowerCase())) {
        assertEquals(
            401, served.client.get(path, "Authorization", "Bearer " + token).statusCode(), token);
        assertEquals(
            401, served.client.get(path, "Cookie", "brasa_token=" + token).statusCode(), token);
      }
    }
  }

  @Test
  void endsNoJobWithoutTheToken() throws Exception {
    try (Served served = guarded()) {
      assertEquals(401, served.client.post(KILL, "", "X-Brasa-Request", "1").statusCode());
      // The cookie comes with requests of other pages too: it does not do alone.
      assertEquals(
          403, served.client.post(KILL, "", "Cookie", "brasa_token=" + TOKEN).statusCode());
      assertEquals(List.of(), served.killed);
      assertEquals(
          202,
          served
              .client
              .post(KILL, "", "X-Brasa-Request", "1", "Cookie", "a=b; brasa_token=" + TOKEN)
              .statusCode());
    }
  }

  @Test
  void signsInWithTheToken() throws Exception {
    try (Served served = guarded()) {
      String path = "/api/v1/sign-in";
      String right = "{\"token\": \"" + TOKEN + "\"}";
      assertEquals(403, served.client.post(path, right).statusCode());
      for (String wrong : List.of("", "{}", "{\"token\":\"\"}", "{\"token\":\"x\"}", TOKEN, "[1"))
        assertEquals(
            401, served.client.post(path, wrong, "X-Brasa-Request", "1").statusCode(), wrong);
      HttpResponse<String> answer = served.client.post(path, right, "X-Brasa-Request", "1");
      assertEquals(204, answer.statusCode());
      String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
      assertTrue(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Strict"), cookie);
      String pair = cookie.substring(0, cookie.indexOf(';'));
      assertEquals(200, served.client.get(LIST, "Cookie", pair).statusCode());
    }
  }

  @Test
  void needsNoSignInOnThisMachine() throws Exception {
    try (Served served = open()) {
      HttpResponse<String> answer =
          served.client.post("/api/v1/sign-in", "{\"token\":\"x\"}", "X-Brasa-Request", "1");
      assertEquals(204, answer.statusCode());
      assertFalse(answer.headers().firstValue("Set-Cookie").isPresent());
    }
  }

  @Test
  void doesNotListenElsewhereWithoutAToken() {
    EngineException failure =
        assertThrows(
            EngineException.class,
            () -> new Served(List.of(), new Binding("0.0.0.0", 0, 1, Set.of(), "")).close());
    assertEquals(UiError.REQUEST_INVALID, failure.code());
    assertTrue(Address.of("0.0.0.0", 0, List.of()).token().length() >= 32);
    assertEquals("", Address.of("127.0.0.1", 0, List.of()).token());
    assertFalse(
        Address.of("0.0.0.0", 0, List.of())
            .token()
            .equals(Address.of("0.0.0.0", 0, List.of()).token()));
  }

  @Test
  void everyAnswerTellsTheBrowserToBeCareful() throws Exception {
    try (Served served = open()) {
      for (String path : List.of(LIST, "/", "/nothing.js", "/api/v1/x")) {
        HttpResponse<String> answer = served.client.get(path);
        String policy = answer.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertTrue(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"), policy);
        assertEquals(
            "nosniff", answer.headers().firstValue("X-Content-Type-Options").orElseThrow());
        assertFalse(answer.headers().firstValue("Access-Control-Allow-Origin").isPresent());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../state/Status.class",
        "/%2e%2e/state/Status.class",
        "/..%2fstate/Status.class",
        "//etc/passwd",
        "/META-INF/services/x",
        "/webjars/../../../x.js",
        "/a.class",
        "/webjars/x/nothing.js",
        "/.html"
      })
  void servesNothingButPages(String path) throws Exception {
    try (Served served = open()) {
      assertEquals(404, status(served, "GET " + path + " HTTP/1.1", "Host: localhost"));
    }
  }

  @Test
  void takesTheNextPortThatIsFree() {
    try (Served first = open();
        Served second =
            new Served(List.of(), new Binding("127.0.0.1", first.port(), 8, Set.of(), ""))) {
      assertTrue(second.port() > first.port() && second.port() < first.port() + 8);
      EngineException failure =
          assertThrows(
              EngineException.class,
              () -> new Served(List.of(), new Binding("127.0.0.1", first.port(), 1, Set.of(), "")));
      assertEquals(UiError.UI_PORT_TAKEN, failure.code());
    }
  }
}
