package io.brasa.cluster.protocol;

import io.brasa.core.remote.Transport.Address;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Which address of this machine others can use. */
public final class HostAddress {
  private HostAddress() {}

  /**
   * The address from which this machine reaches a peer: that of the right network, if there are
   * several. No packet is sent. The loopback address if the peer's name is not known.
   */
  public static String towards(Address peer) {
    InetSocketAddress target = new InetSocketAddress(peer.host(), peer.port());
    if (target.isUnresolved()) return InetAddress.getLoopbackAddress().getHostAddress();
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(target);
      return socket.getLocalAddress().getHostAddress();
    } catch (IOException | RuntimeException noRoute) {
      return InetAddress.getLoopbackAddress().getHostAddress();
    }
  }
}
