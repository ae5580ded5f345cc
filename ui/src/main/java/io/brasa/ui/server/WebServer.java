package io.brasa.ui.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.ThreadKind;
import io.brasa.runtime.error.EngineException;
import io.brasa.ui.api.Api;
import io.brasa.ui.api.Request;
import io.brasa.ui.api.Response;
import io.brasa.ui.error.UiError;
import io.brasa.ui.json.Json;
import io.brasa.ui.metrics.Metrics;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/**
 * Serves API and pages. Each request has a virtual thread of its own. Close it to end those that
 * still listen. Thread-safe.
 */
public final class WebServer implements AutoCloseable {
  private static final String PREFIX = "/api/v1/";
  private static final String METRICS = "/metrics";

  /** Streams of changes at a time: each keeps a connection. */
  private static final int WATCHERS_MAX = 64;

  private static final int REQUEST_BYTES_MAX = 8 << 10;
  private static final int ZIPPED_BYTES_MIN = 4 << 10;
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src"
          + " 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private final Api api;
  private final Environment environment;
  private final Gate gate;
  private final String host;
  private final Pages pages = new Pages();
  private final HttpServer server;
  private final AtomicInteger watchers = new AtomicInteger();
  private volatile boolean isClosed;

  private WebServer(Api api, Environment environment, Binding binding, HttpServer server) {
    this.api = api;
    this.environment = environment;
    this.gate = new Gate(binding, server.getAddress().getAddress());
    this.host = binding.host();
    this.server = server;
    server.setExecutor(
        request -> environment.start("brasa-ui-request", ThreadKind.WAITING, request));
    server.createContext("/", this::serve);
    server.start();
  }

  /**
   * Starts a server. Fails with {@code UI_PORT_TAKEN} if no port is free, and with {@code
   * REQUEST_INVALID} if others could ask without a token.
   */
  public static WebServer start(Api api, Environment environment, Binding binding) {
    try {
      InetAddress address = InetAddress.getByName(binding.host());
      if (binding.token().isEmpty() && !address.isLoopbackAddress())
        throw new EngineException(
            UiError.REQUEST_INVALID,
            "The address " + binding.host() + " can be reached from elsewhere, without a token",
            "Give a token, or listen on 127.0.0.1");
      return new WebServer(api, environment, binding, open(address, binding));
    } catch (IOException e) {
      throw new EngineException(
          UiError.UI_PORT_TAKEN,
          "Nothing can listen on "
              + binding.host()
              + ":"
              + binding.port()
              + " ("
              + e.getMessage()
              + ")",
          "Choose another port or address",
          e);
    }
  }

  private static HttpServer open(InetAddress address, Binding binding) throws IOException {
    for (int tried = 1; ; tried++) {
      int port = binding.port() == 0 ? 0 : binding.port() + tried - 1;
      try {
        return HttpServer.create(new InetSocketAddress(address, port), 0);
      } catch (BindException e) {
        if (tried >= binding.tries() || port == 0 || port >= 65_535) throw e;
      }
    }
  }

  /** Where it is, such as {@code http://127.0.0.1:4040}. */
  public String url() {
    return "http://" + Gate.inUrl(reachable()) + ":" + port();
  }

  /** Of a server that listens at all addresses one of them that others may reach. */
  private String reachable() {
    if (!server.getAddress().getAddress().isAnyLocalAddress()) return host;
    try {
      return InetAddress.getLocalHost().getHostAddress();
    } catch (UnknownHostException e) {
      return host;
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    if (isClosed) return;
    isClosed = true;
    server.stop(0);
  }

  private void serve(HttpExchange exchange) {
    try (exchange) {
      secure(exchange.getResponseHeaders());
      try {
        gate.checkHost(exchange);
        String path = exchange.getRequestURI().getRawPath();
        if (path.startsWith(PREFIX)) serveApi(exchange, path.substring(PREFIX.length()));
        else if (path.equals(METRICS)) serveMetrics(exchange);
        else servePage(exchange, path);
      } catch (EngineException e) {
        refuse(exchange, e);
      }
    } catch (IOException gone) {
      // Whoever asked does not listen any more.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      System.getLogger("io.brasa.ui")
          .log(
              System.Logger.Level.WARNING,
              "The request " + exchange.getRequestURI() + " failed",
              e);
    }
  }

  private static void secure(Headers headers) {
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cache-Control", "no-store");
  }

  private static void refuse(HttpExchange exchange, EngineException e) throws IOException {
    int status = e.code() instanceof UiError error ? error.status() : 500;
    String json = Json.text(new Refusal(e.code().name(), e.what(), e.remedy()));
    send(exchange, status, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  private record Refusal(String code, String what, String remedy) {}

  // ---- pages

  private void servePage(HttpExchange exchange, String path) throws IOException {
    if (!exchange.getRequestMethod().equals("GET") && !exchange.getRequestMethod().equals("HEAD"))
      throw new EngineException(UiError.METHOD_NOT_ALLOWED, "Pages are only read", "Use GET");
    Optional<Pages.Page> page = pages.find(path);
    if (page.isEmpty())
      throw new EngineException(
          UiError.UI_NOT_FOUND, "There is no page " + path, "The first page is /");
    send(exchange, 200, page.get().type(), page.get().content());
  }

  private void serveMetrics(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().equals("GET"))
      throw new EngineException(UiError.METHOD_NOT_ALLOWED, "Metrics are only read", "Use GET");
    gate.checkToken(exchange);
    byte[] text = api.metrics().getBytes(StandardCharsets.UTF_8);
    send(exchange, 200, Metrics.CONTENT_TYPE, text);
  }

  // ---- API

  private void serveApi(HttpExchange exchange, String path)
      throws IOException, InterruptedException {
    String method = exchange.getRequestMethod();
    boolean isReading = method.equals("GET") || method.equals("HEAD");
    if (!isReading && !method.equals("POST"))
      throw new EngineException(
          UiError.METHOD_NOT_ALLOWED, "There is no " + method + " here", "Use GET or POST");
    if (!isReading) gate.checkIntent(exchange);
    if (path.equals("sign-in")) {
      signIn(exchange);
      return;
    }
    gate.checkToken(exchange);
    Request request =
        new Request(method, parts(path), query(exchange.getRequestURI().getRawQuery()));
    switch (api.answer(request)) {
      case Response.Body body ->
          send(
              exchange,
              body.status(),
              "application/json",
              body.json().getBytes(StandardCharsets.UTF_8));
      case Response.Changes changes -> stream(exchange, changes);
    }
  }

  private static List<String> parts(String path) {
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/", -1)) if (!part.isEmpty()) parts.add(decoded(part));
    return parts;
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new LinkedHashMap<>();
    if (raw == null) return query;
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0)
        query.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
    }
    return query;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new EngineException(
          UiError.REQUEST_INVALID,
          "The address has '" + text + "'",
          "Write %25 for a per cent sign");
    }
  }

  private void signIn(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(REQUEST_BYTES_MAX);
    if (gate.hasToken()) {
      String given = SignIn.token(new String(body, StandardCharsets.UTF_8));
      if (!gate.isToken(given))
        throw new EngineException(
            UiError.TOKEN_NEEDED,
            "This is not the token of this server",
            "The program printed it when it started");
      exchange
          .getResponseHeaders()
          .add("Set-Cookie", Gate.COOKIE + "=" + given + "; Path=/; HttpOnly; SameSite=Strict");
    }
    exchange.sendResponseHeaders(204, -1);
  }

  private void stream(HttpExchange exchange, Response.Changes changes)
      throws IOException, InterruptedException {
    if (watchers.incrementAndGet() > WATCHERS_MAX) {
      watchers.decrementAndGet();
      throw new EngineException(
          UiError.TOO_MANY_WATCHERS,
          "There are " + WATCHERS_MAX + " pages that watch already",
          "Close some, or look again later");
    }
    try {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      new ChangeStream(changes.application(), environment, () -> isClosed)
          .copyTo(exchange.getResponseBody(), heard(exchange));
    } finally {
      watchers.decrementAndGet();
    }
  }

  /** What a browser that comes back has heard of last, or -1. */
  private static long heard(HttpExchange exchange) {
    String id = exchange.getRequestHeaders().getFirst("Last-Event-ID");
    return id != null && id.matches("\\d{1,18}") ? Long.parseLong(id) : -1;
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] content)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
    if (content.length >= ZIPPED_BYTES_MIN && accepted != null && accepted.contains("gzip")) {
      headers.set("Content-Encoding", "gzip");
      exchange.sendResponseHeaders(status, 0);
      try (GZIPOutputStream out = new GZIPOutputStream(exchange.getResponseBody(), 8 << 10)) {
        out.write(content);
      }
      return;
    }
    exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
    exchange.getResponseBody().write(content);
  }
}
