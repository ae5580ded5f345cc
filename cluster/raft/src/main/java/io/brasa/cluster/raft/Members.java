package io.brasa.cluster.raft;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.brasa.cluster.master.RecoverySetup;
import io.brasa.core.remote.Transport.Address;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.util.SizeInBytes;
import org.apache.ratis.util.TimeDuration;

/** The settings of Ratis. */
final class Members {
  static final RaftGroupId GROUP =
      RaftGroupId.valueOf(UUID.nameUUIDFromBytes("the masters of brasa".getBytes(US_ASCII)));

  /** Without word of a leader for a time between these, by chance, a master asks for votes. */
  private static final int ELECTION_LEAST_MILLIS = 400;

  private static final int ELECTION_MOST_MILLIS = 800;

  /** So many entries of the log until a snapshot takes their place. */
  static final long SNAPSHOT_ENTRIES = 2_000;

  private Members() {}

  static RaftServer open(
      RecoverySetup setup,
      List<Address> masters,
      MastersMachine machine,
      Courier courier,
      long snapshotEntries)
      throws IOException {
    RaftProperties properties = properties(new File(setup.folder()), snapshotEntries);
    Parameters parameters = new Parameters();
    parameters.put(WireRpc.COURIER, courier, Courier.class);
    return RaftServer.newBuilder()
        .setServerId(id(setup.own()))
        .setGroup(RaftGroup.valueOf(GROUP, masters.stream().map(Members::peer).toList()))
        .setStateMachine(machine)
        .setProperties(properties)
        .setParameters(parameters)
        .setOption(RaftStorage.StartupOption.RECOVER)
        .build();
  }

  private static RaftProperties properties(File folder, long snapshotEntries) {
    RaftProperties properties = new RaftProperties();
    WireRpc.use(properties);
    RaftServerConfigKeys.setStorageDir(properties, List.of(folder));
    RaftServerConfigKeys.Rpc.setTimeoutMin(
        properties, TimeDuration.valueOf(ELECTION_LEAST_MILLIS, TimeUnit.MILLISECONDS));
    RaftServerConfigKeys.Rpc.setTimeoutMax(
        properties, TimeDuration.valueOf(ELECTION_MOST_MILLIS, TimeUnit.MILLISECONDS));
    RaftServerConfigKeys.Log.setSegmentSizeMax(properties, SizeInBytes.valueOf("8MB"));
    RaftServerConfigKeys.Log.setPreallocatedSize(properties, SizeInBytes.valueOf("64KB"));
    RaftServerConfigKeys.Log.setWriteBufferSize(properties, SizeInBytes.valueOf("4MB"));
    RaftServerConfigKeys.Log.Appender.setBufferByteLimit(properties, SizeInBytes.valueOf("2MB"));
    RaftServerConfigKeys.Log.setPurgeUptoSnapshotIndex(properties, true);
    RaftServerConfigKeys.Snapshot.setAutoTriggerEnabled(properties, true);
    RaftServerConfigKeys.Snapshot.setAutoTriggerThreshold(properties, snapshotEntries);
    return properties;
  }

  /** The same in all releases and orders of the list: the folder is bound to it. */
  static RaftPeerId id(Address master) {
    return RaftPeerId.valueOf(master.host().replace(':', '.') + "_" + master.port());
  }

  private static RaftPeer peer(Address master) {
    return RaftPeer.newBuilder()
        .setId(id(master))
        .setAddress(master.host() + ":" + master.port())
        .build();
  }
}
