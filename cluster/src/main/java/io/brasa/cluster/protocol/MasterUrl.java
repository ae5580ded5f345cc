package io.brasa.cluster.protocol;

import io.brasa.core.error.CoreError;
import io.brasa.core.remote.Transport.Address;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code brasa://HOST:PORT[,HOST:PORT…]}: where the masters of a cluster listen, of which one
 * leads.
 */
public record MasterUrl(List<Address> masters) {
  public static final int DEFAULT_PORT = 7700;

  private static final String PREFIX = "brasa://";

  public MasterUrl {
    masters = List.copyOf(masters);
    if (masters.isEmpty()) throw new IllegalArgumentException("No master");
  }

  /** Whether a master URL is of this kind. */
  public static boolean isMeantBy(String url) {
    return url.startsWith(PREFIX);
  }

  /** Fails with {@code SETTING_INVALID}. */
  public static MasterUrl parse(String url) {
    if (!isMeantBy(url)) throw invalid(url);
    List<Address> masters = new ArrayList<>();
    for (String part : url.substring(PREFIX.length()).split(",", -1))
      masters.add(address(part, url));
    return new MasterUrl(masters);
  }

  private static Address address(String text, String url) {
    // Addresses of version 6 hold colons, and stand in brackets.
    int bracket = text.lastIndexOf(']');
    int colon = text.lastIndexOf(':');
    String host = colon > bracket ? text.substring(0, colon) : text;
    if (host.startsWith("[") && host.endsWith("]")) host = host.substring(1, host.length() - 1);
    if (host.isBlank() || host.indexOf('/') >= 0) throw invalid(url);
    if (colon <= bracket) return new Address(host, DEFAULT_PORT);
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (port < 1 || port > 65_535) throw invalid(url);
      return new Address(host, port);
    } catch (NumberFormatException noPort) {
      throw invalid(url);
    }
  }

  private static EngineException invalid(String url) {
    return new EngineException(
        CoreError.SETTING_INVALID,
        "The master '" + url + "' is not understood",
        "Write brasa://HOST:PORT, with a comma and another HOST:PORT for each further master");
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(PREFIX);
    for (Address master : masters) {
      if (text.length() > PREFIX.length()) text.append(',');
      boolean isSix = master.host().indexOf(':') >= 0;
      text.append(isSix ? "[" + master.host() + "]" : master.host())
          .append(':')
          .append(master.port());
    }
    return text.toString();
  }
}
