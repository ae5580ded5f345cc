package io.brasa.ui.server;

import java.util.Set;

/**
 * Where a server listens and who may ask it.
 *
 * @param host an address or name of this machine; loopback unless others shall look
 * @param port the first to be tried; zero for any
 * @param tries so many ports are tried, one after the other
 * @param names under which the server is asked besides its address: requests under other names are
 *     refused, for a foreign page may have made a name of its own lead here
 * @param token what requests have to show; empty for none, which loopback alone permits
 */
public record Binding(String host, int port, int tries, Set<String> names, String token) {
  public Binding {
    names = Set.copyOf(names);
  }
}
