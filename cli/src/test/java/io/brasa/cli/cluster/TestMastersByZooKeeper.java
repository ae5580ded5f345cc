package io.brasa.cli.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.cli.cluster.ClusterProcesses.Started;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against an ensemble of three servers. */
@Tag("slow")
@Timeout(240)
final class TestMastersByZooKeeper extends SeveralMastersContract {
  private final List<Started> servers = new ArrayList<>();

  @Override
  int masterCount() {
    return 2;
  }

  @Override
  String recovery(List<String> addresses) throws Exception {
    StringBuilder members = new StringBuilder();
    int[] clientPorts = new int[3];
    for (int i = 0; i < 3; i++) {
      clientPorts[i] = ClusterProcesses.freePort();
      members.append(
          "server.%d=127.0.0.1:%d:%d\n"
              .formatted(i + 1, ClusterProcesses.freePort(), ClusterProcesses.freePort()));
    }
    for (int i = 0; i < 3; i++) {
      Path data = Files.createDirectories(processes.folder.resolve("zookeeper" + i));
      Files.writeString(data.resolve("myid"), "" + (i + 1));
      Path configuration = data.resolve("zoo.cfg");
      Files.writeString(
          configuration,
          "tickTime=1000\ninitLimit=10\nsyncLimit=5\ndataDir=%s\nclientPort=%d\n%s"
              .formatted(data, clientPorts[i], members));
      servers.add(
          processes.javaUnheard(
              "org.apache.zookeeper.server.quorum.QuorumPeerMain", configuration.toString()));
    }
    for (int port : clientPorts) ClusterProcesses.await("a server", () -> listens(port));
    return "zookeeper://127.0.0.1:%d,127.0.0.1:%d,127.0.0.1:%d/test"
        .formatted(clientPorts[0], clientPorts[1], clientPorts[2]);
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  @Test
  void theLeaderGoesOnWhenAServerOfTheEnsembleIsKilled() throws Exception {
    long epoch = epochNow();
    servers.getFirst().kill();
    runAJob();
    assertEquals(epoch, epochNow(), "leadership has changed hands");
  }
}
