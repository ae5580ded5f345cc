package io.brasa.cluster.master;

import io.brasa.cluster.protocol.ClusterMessage;
import io.brasa.core.remote.Message;
import io.brasa.core.remote.Peer;
import io.brasa.core.remote.Peers;
import io.brasa.core.remote.Transport;
import io.brasa.core.remote.Transport.Address;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.ThreadKind;
import io.brasa.runtime.error.EngineException;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Channels that a master opens itself: to other masters, and to workers it has to find. */
final class Colleagues {
  private static final System.Logger LOG = System.getLogger("io.brasa.cluster.master");

  private final Peers peers;
  private final Map<Address, Peer> open = new ConcurrentHashMap<>();

  Colleagues(Peers peers) {
    this.peers = peers;
  }

  byte[] ask(Address master, byte[] question, long timeoutMillis) {
    Message answer =
        peer(master).request(new ClusterMessage.ElectionQuestion(question), timeoutMillis).get();
    if (answer instanceof ClusterMessage.ElectionAnswer(byte[] bytes)) return bytes;
    throw new IllegalStateException(master + " answered with " + answer.kind());
  }

  /** Two callers may open one each; the later one's is then used, and the other's let go. */
  private Peer peer(Address address) {
    Peer known = open.get(address);
    if (known != null && !known.isClosed()) return known;
    Peer peer = peers.connect(address, Transport.Purpose.CONTROL);
    peer.identify("master");
    Peer earlier = open.put(address, peer);
    if (earlier != null && !earlier.isClosed()) earlier.close("another channel takes its place");
    return peer;
  }

  /** Says something once, on a thread of its own; whoever cannot be reached does not hear it. */
  void tell(Environment environment, Address address, ClusterMessage message) {
    environment.start(
        "word to " + address,
        ThreadKind.WAITING,
        () -> {
          try {
            Peer peer = peers.connect(address, Transport.Purpose.BLOCKS);
            peer.send(message);
            peer.close("all is said");
          } catch (EngineException unreachable) {
            LOG.log(Level.DEBUG, unreachable.what());
          }
        });
  }
}
