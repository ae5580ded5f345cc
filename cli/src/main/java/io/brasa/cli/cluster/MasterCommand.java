package io.brasa.cli.cluster;

import io.brasa.cluster.master.FileRecoveryStore;
import io.brasa.cluster.master.MasterNode;
import io.brasa.cluster.master.ProgramFiles;
import io.brasa.cluster.master.Recovery;
import io.brasa.cluster.master.RecoveryProvider;
import io.brasa.cluster.master.RecoverySetup;
import io.brasa.cluster.master.SoleLeader;
import io.brasa.cluster.protocol.ClusterSecret;
import io.brasa.cluster.protocol.MasterUrl;
import io.brasa.cluster.wire.NettyTransport;
import io.brasa.core.remote.Transport.Address;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.storage.Storages;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicReference;

/** Runs a master until it is stopped. Its URL is the one line on standard output. */
public final class MasterCommand {
  private static final List<String> VALUED =
      List.of(
          "--host",
          "--port",
          "--folder",
          "--secret-file",
          "--tls-folder",
          "--placement",
          "--recovery",
          "--log-format",
          "--log-level");
  private static final List<String> FLAGS = List.of("--no-secret");

  private MasterCommand() {}

  /** Returns the exit code. */
  public static int run(List<String> words) throws InterruptedException {
    ClusterOptions options = ClusterOptions.parse("master", words, VALUED, FLAGS);
    ProcessLog log = ProcessLog.begin("master", options);
    ClusterSecret secret = options.secret();
    String host = options.text("--host", defaultHost(secret));
    secret.requireFor(host);
    Environment environment = new SystemEnvironment();
    Storages storages = Storages.ofThisHost();
    String folder = storages.resolve(options.text("--folder", "brasa-master")).path();
    AtomicReference<String> failure = new AtomicReference<>();
    Await ended = environment.newAwait();
    int port = options.count("--port", 0, 65_535, MasterUrl.DEFAULT_PORT);
    try (NettyTransport transport = secret.transport(environment, host, port)) {
      Recovery recovery = recovery(options, environment, storages, folder, secret, host, port);
      MasterNode node =
          new MasterNode(
              environment,
              transport,
              recovery.store(),
              recovery.election(),
              new ProgramFiles(storages.local(), folder + "/files"),
              isSpread(options),
              reason -> {
                failure.set(reason);
                ended.signal();
              });
      try (node) {
        Address address = node.start();
        System.out.println(new MasterUrl(List.of(address)));
        System.out.flush();
        ended.until(() -> failure.get() != null);
      }
    }
    log.say("the master ends: " + failure.get());
    return 1;
  }

  private static Recovery recovery(
      ClusterOptions options,
      Environment environment,
      Storages storages,
      String folder,
      ClusterSecret secret,
      String host,
      int port) {
    String url = options.text("--recovery", "");
    if (url.isEmpty()) {
      FileRecoveryStore store = new FileRecoveryStore(storages.local(), folder + "/recovery");
      return new Recovery(store, new SoleLeader(store));
    }
    for (RecoveryProvider provider : ServiceLoader.load(RecoveryProvider.class))
      if (provider.serves(url))
        return provider.open(
            new RecoverySetup(
                url,
                environment,
                new Address(host, port),
                folder + "/agreement",
                secret.password("recovery"),
                !secret.tlsFolder().isEmpty()));
    throw ClusterOptions.invalid(
        "The option --recovery is " + url,
        "Give zookeeper://HOST:PORT,HOST:PORT,HOST:PORT/PATH, or raft://HOST:PORT,HOST:PORT,HOST:PORT"
            + " with all masters; without it, one master keeps files");
  }

  private static boolean isSpread(ClusterOptions options) {
    return switch (options.text("--placement", "spread")) {
      case "spread" -> true;
      case "packed" -> false;
      default ->
          throw ClusterOptions.invalid(
              "The option --placement is " + options.text("--placement", ""),
              "Give spread, executors to as many workers as there are, or packed, to as few");
    };
  }

  private static String defaultHost(ClusterSecret secret) {
    try {
      if (!secret.isOpen()) return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException noName) {
      // this machine knows no name of its own
    }
    return InetAddress.getLoopbackAddress().getHostAddress();
  }
}
