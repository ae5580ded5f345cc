package io.brasa.ui;

import io.brasa.runtime.error.EngineException;
import io.brasa.ui.error.UiError;
import io.brasa.ui.server.Binding;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * Where pages are served. On the loopback address whoever is on this machine may look; on another
 * one a token is made, without which nothing is told. Nobody has it but who sees what the program
 * prints.
 *
 * @param names under which the pages are asked for besides the address
 * @param token empty on the loopback address
 */
public record Address(String host, int port, List<String> names, String token) {
  private static final int TOKEN_BYTES = 24;

  /** Ports are taken by other programs: so many are tried. */
  private static final int TRIES = 32;

  public Address {
    names = List.copyOf(names);
  }

  /**
   * An address with a new token, if it needs one. Fails with {@code REQUEST_INVALID} if no host has
   * the name.
   */
  public static Address of(String host, int port, List<String> names) {
    return new Address(host, port, names, isLoopback(host) ? "" : newToken());
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new EngineException(
          UiError.REQUEST_INVALID,
          "No machine is known by the name '" + host + "'",
          "Give an address of this machine, such as 127.0.0.1 or 0.0.0.0",
          e);
    }
  }

  private static String newToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  Binding binding() {
    return new Binding(host, port, TRIES, Set.copyOf(names), token);
  }
}
