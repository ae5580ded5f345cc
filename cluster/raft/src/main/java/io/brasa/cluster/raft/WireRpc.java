package io.brasa.cluster.raft;

import org.apache.ratis.RaftConfigKeys;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.rpc.RpcType;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.RaftServerRpc;
import org.apache.ratis.server.ServerFactory;

/** Tells Ratis to talk by a {@link Courier}. Public, since Ratis makes it by its name. */
public final class WireRpc implements RpcType {
  static final String COURIER = "brasa.courier";

  static void use(RaftProperties properties) {
    RaftConfigKeys.Rpc.setType(properties, new WireRpc());
  }

  @Override
  public String name() {
    return WireRpc.class.getName();
  }

  @Override
  public ServerFactory newFactory(Parameters parameters) {
    Courier courier = parameters.get(COURIER, Courier.class);
    return new ServerFactory() {
      @Override
      public RaftServerRpc newRaftServerRpc(RaftServer server) {
        return new WireServer(server.getId(), WireRpc.this, courier);
      }

      @Override
      public RpcType getRpcType() {
        return WireRpc.this;
      }
    };
  }
}
