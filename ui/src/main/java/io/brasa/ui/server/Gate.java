package io.brasa.ui.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.brasa.runtime.error.EngineException;
import io.brasa.ui.error.UiError;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who may ask what.
 *
 * <ul>
 *   <li>A request names this server by an address or a name that it has: another name in {@code
 *       Host} is that of a page elsewhere whose name was made to lead here (DNS rebinding).
 *   <li>With a token, whatever the API answers needs it, in the cookie that signing in has set or
 *       as {@code Authorization: Bearer}. The pages themselves hold no secret.
 *   <li>What changes something needs {@code X-Brasa-Request: 1}, which a page of another origin
 *       cannot send without asking first, and must not come from another origin.
 * </ul>
 *
 * Immutable.
 */
final class Gate {
  static final String COOKIE = "brasa_token";
  static final String REQUEST_HEADER = "X-Brasa-Request";

  /** Four numbers, or what stands in brackets: no name that could lead elsewhere tomorrow. */
  private static final Pattern LITERAL =
      Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Set<String> names = new HashSet<>(LOOPBACK);
  private final byte[] token;

  /** Whether all addresses of this machine lead here. */
  private final boolean isEverywhere;

  /**
   * @param address what the host of the binding stands for
   */
  Gate(Binding binding, InetAddress address) {
    isEverywhere = address.isAnyLocalAddress();
    names.add(inUrl(binding.host()));
    binding.names().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    token = binding.token().getBytes(StandardCharsets.UTF_8);
  }

  /** As hosts stand in URLs. */
  static String inUrl(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name;
  }

  boolean hasToken() {
    return token.length > 0;
  }

  /** Refuses what does not name this server. */
  void checkHost(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    if (host == null || !isOwn(nameOf(host)))
      throw new EngineException(
          UiError.REQUEST_FOREIGN,
          "This server is not called " + (host == null ? "nothing" : "'" + host + "'"),
          "Ask by its address, or name it with ui.names");
  }

  private boolean isOwn(String name) {
    return names.contains(name) || isEverywhere && LITERAL.matcher(name).matches();
  }

  private static String nameOf(String host) {
    int colon = host.lastIndexOf(':');
    boolean hasPort = colon > host.lastIndexOf(']') && colon >= 0;
    return (hasPort ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
  }

  /** Refuses who has no token. */
  void checkToken(HttpExchange exchange) {
    if (hasToken() && !isToken(shown(exchange.getRequestHeaders())))
      throw new EngineException(
          UiError.TOKEN_NEEDED,
          "The request shows no token, or another than this server's",
          "Sign in with the token that the program printed when it started");
  }

  /** In the same time whatever is given. */
  boolean isToken(String given) {
    return MessageDigest.isEqual(token, given.getBytes(StandardCharsets.UTF_8));
  }

  private static String shown(Headers headers) {
    String authorization = headers.getFirst("Authorization");
    if (authorization != null && authorization.startsWith("Bearer "))
      return authorization.substring("Bearer ".length()).strip();
    for (String line : headers.getOrDefault("Cookie", java.util.List.of())) {
      for (String cookie : line.split(";", -1)) {
        String part = cookie.strip();
        if (part.startsWith(COOKIE + "=")) return part.substring(COOKIE.length() + 1);
      }
    }
    return "";
  }

  /** Refuses what a page of another origin may have sent. */
  void checkIntent(HttpExchange exchange) {
    Headers headers = exchange.getRequestHeaders();
    if (!"1".equals(headers.getFirst(REQUEST_HEADER)))
      throw new EngineException(
          UiError.REQUEST_FOREIGN,
          "A request that changes something has no header " + REQUEST_HEADER,
          "Send " + REQUEST_HEADER + ": 1");
    String origin = headers.getFirst("Origin");
    if (origin == null) return;
    String authority = authority(origin);
    if (!authority.equalsIgnoreCase(headers.getFirst("Host")))
      throw new EngineException(
          UiError.REQUEST_FOREIGN,
          "The request comes from a page of " + origin,
          "Use the pages of this server");
  }

  private static String authority(String origin) {
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority == null ? "" : authority;
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
