package io.brasa.cluster.standalone;

import io.brasa.cluster.master.FileRecoveryStore;
import io.brasa.cluster.master.MasterNode;
import io.brasa.cluster.master.ProgramFiles;
import io.brasa.cluster.master.SoleLeader;
import io.brasa.cluster.protocol.ClusterSecret;
import io.brasa.cluster.protocol.MasterUrl;
import io.brasa.cluster.wire.NettyTransport;
import io.brasa.cluster.worker.WorkerNode;
import io.brasa.cluster.worker.WorkerSettings;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.storage.LocalStorage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A master, a worker, or a driver in the cluster, in a process of its own that can be killed. */
final class ClusterProgram {
  private static final String HOST = "127.0.0.1";

  private ClusterProgram() {}

  /**
   * {@code master SECRET FOLDER PORT}, {@code worker SECRET FOLDER URL CORES}, or {@code driver
   * FILE DONE}: adds a line to the first file, and ends once there is the second.
   */
  public static void main(String[] words) throws Exception {
    if (words[0].equals("driver")) {
      drive(Path.of(words[1]), Path.of(words[2]));
      return;
    }
    Environment environment = new SystemEnvironment();
    LocalStorage storage = new LocalStorage();
    ClusterSecret secret = ClusterSecret.find(words[1]);
    int port = words[0].equals("master") ? Integer.parseInt(words[3]) : 0;
    NettyTransport transport = NettyTransport.at(environment, secret.secret(), HOST, port);
    if (words[0].equals("master")) {
      FileRecoveryStore store = new FileRecoveryStore(storage, words[2] + "/recovery");
      System.out.println(
          new MasterNode(
                  environment,
                  transport,
                  store,
                  new SoleLeader(store),
                  new ProgramFiles(storage, words[2] + "/files"),
                  true,
                  reason -> System.exit(1))
              .start()
              .port());
    } else {
      System.out.println(
          new WorkerNode(
                  environment,
                  transport,
                  storage,
                  new WorkerSettings(
                      MasterUrl.parse(words[3]),
                      HOST,
                      0,
                      Integer.parseInt(words[4]),
                      400,
                      words[2],
                      60_000,
                      "",
                      List.of(
                          System.getProperty("java.home") + "/bin/java",
                          "-cp",
                          System.getProperty("java.class.path"),
                          ClusterProgram.class.getName())))
              .start());
    }
    System.out.flush();
    environment.newAwait().until(() -> false);
  }

  private static void drive(Path file, Path done) throws Exception {
    Files.writeString(
        file,
        ProcessHandle.current().pid() + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    System.out.println("the driver has begun");
    Thread watch = new Thread(ClusterProgram::endWithWorker);
    watch.setDaemon(true);
    watch.start();
    while (Files.notExists(done)) Thread.sleep(20);
  }

  private static void endWithWorker() {
    try {
      while (System.in.read() >= 0) {
        // only the end counts
      }
    } catch (java.io.IOException broken) {
      // as good as ended
    }
    Runtime.getRuntime().halt(143);
  }
}
