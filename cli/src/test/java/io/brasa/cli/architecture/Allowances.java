package io.brasa.cli.architecture;

import java.util.List;

/**
 * Who may break which rule, and why. Whoever adds a line explains it; a line that nothing needs any
 * more fails the test.
 */
final class Allowances {
  /**
   * @param rule the name of a forbidden thing in {@link ForbiddenCalls}
   * @param who a top-level class, or a package ending in {@code .*}
   */
  record Allowance(ForbiddenCalls rule, String who, String reason) {
    boolean covers(String className) {
      if (!who.endsWith(".*")) return className.equals(who);
      return className.startsWith(who.substring(0, who.length() - 1));
    }
  }

  static final List<Allowance> ALL =
      List.of(
          allow(
              ForbiddenCalls.CLOCK,
              "io.brasa.runtime.environment.SystemEnvironment",
              "is the real clock"),
          allow(
              ForbiddenCalls.CHANCE,
              "io.brasa.runtime.environment.SystemEnvironment",
              "is the real source of chance"),
          allow(
              ForbiddenCalls.THREADS,
              "io.brasa.runtime.environment.SystemEnvironment",
              "starts the real threads"),
          allow(
              ForbiddenCalls.THREADS,
              "io.brasa.runtime.environment.DeepStack",
              "calls in a thread with a larger stack and waits for it: nothing runs beside"),
          allow(
              ForbiddenCalls.WAITING,
              "io.brasa.runtime.environment.SystemEnvironment",
              "is the real waiting"),
          allow(ForbiddenCalls.FILES, "io.brasa.runtime.storage.*", "is the local file system"),
          allow(
              ForbiddenCalls.DESERIALISATION,
              "io.brasa.runtime.codec.JavaFallback",
              "the last resort for data, with a filter"),
          allow(
              ForbiddenCalls.DESERIALISATION,
              "io.brasa.core.closure.GraphReader",
              "opens user functions, with a filter"),
          allow(
              ForbiddenCalls.DESERIALISATION,
              "io.brasa.testkit.source.SourceContract",
              "copies sources as a test, the way they might travel"),
          allow(
              ForbiddenCalls.CLOCK,
              "io.brasa.testkit.source.SourceContract",
              "draws the seed of a test, and prints it"),
          allow(
              ForbiddenCalls.PROCESS_SETTINGS,
              "io.brasa.core.Settings",
              "reads brasa.*: the launcher's options"),
          allow(
              ForbiddenCalls.PROCESS_SETTINGS,
              "io.brasa.core.Engine",
              "asks for the system's temporary folder"),
          allow(
              ForbiddenCalls.PROCESS_SETTINGS,
              "io.brasa.core.DriverEnvironment",
              "tells those who look on what the process was told"),
          allow(
              ForbiddenCalls.PROCESS_SETTINGS,
              "io.brasa.runtime.storage.Storages",
              "resolves relative paths"),
          allow(
              ForbiddenCalls.THREAD_LOCAL,
              "io.brasa.core.LocalProperties",
              "what a thread says of its jobs, read only when it submits one"),
          allow(
              ForbiddenCalls.CHANCE,
              "io.brasa.cluster.wire.NettyTransport",
              "what guards a secret must not follow from a seed"),
          allow(
              ForbiddenCalls.CHANCE,
              "io.brasa.cluster.wire.Secret",
              "what guards a secret must not follow from a seed"),
          allow(
              ForbiddenCalls.EXIT,
              "io.brasa.cluster.launch.ExecutorMain",
              "is the main class of a process"),
          allow(
              ForbiddenCalls.CONSOLE,
              "io.brasa.cluster.launch.ExecutorMain",
              "is the main class of a process"),
          allow(
              ForbiddenCalls.PROCESS_SETTINGS,
              "io.brasa.cluster.launch.ExecutorCommand",
              "starts a JVM like this one"),
          allow(
              ForbiddenCalls.PROCESS_SETTINGS,
              "io.brasa.cluster.launch.SameResults",
              "another JVM is to be like this one"),
          allow(
              ForbiddenCalls.FILES,
              "io.brasa.cluster.launch.ProcessMemory",
              "reads what the kernel tells of processes"),
          allow(
              ForbiddenCalls.FILES,
              "io.brasa.cluster.wire.PrivateFile",
              "sees who may read a file, which Storage does not tell"),
          allow(
              ForbiddenCalls.FILES,
              "io.brasa.cluster.wire.Tls",
              "certificates and keys are files of the host"),
          allow(
              ForbiddenCalls.FILES,
              "io.brasa.cluster.raft.MastersMachine",
              "Ratis names the files of its snapshots"),
          allow(
              ForbiddenCalls.PROCESS_SETTINGS,
              "io.brasa.cluster.protocol.ClusterSecret",
              "a secret must not stand on a command line: it comes by a variable or a file"),
          allow(
              ForbiddenCalls.FILES,
              "io.brasa.cluster.protocol.ClusterSecret",
              "sees who may read the secret's file, which Storage does not tell"),
          allow(
              ForbiddenCalls.PROCESS_SETTINGS,
              "io.brasa.cluster.launch.LocalCluster",
              "executors start in the driver's folder"),
          allow(
              ForbiddenCalls.PROCESS_SETTINGS,
              "io.brasa.sql.collation.Languages",
              "the launcher names the folder of jars that are on no class path"),
          allow(
              ForbiddenCalls.CONSOLE,
              "io.brasa.sql.Dataset",
              "show, explain and printSchema print, as in Spark"),
          allow(
              ForbiddenCalls.CONSOLE,
              "io.brasa.sql.DatasetActions",
              "show, explain and printSchema print, as in Spark"),
          allow(ForbiddenCalls.CONSOLE, "io.brasa.sql.Column", "explain prints, as in Spark"),
          allow(
              ForbiddenCalls.CHANCE,
              "io.brasa.sql.function.text.CipherFunctions",
              "what guards a secret must not follow from a seed"),
          allow(
              ForbiddenCalls.CONSOLE,
              "io.brasa.testkit.BrasaExtension",
              "tells the seed of a failed test"),
          allow(
              ForbiddenCalls.PROCESS_SETTINGS,
              "io.brasa.testkit.TestRun",
              "a seed to repeat comes by property"),
          allow(
              ForbiddenCalls.THREADS,
              "io.brasa.cluster.launch.ExecutorProcesses",
              "the JVM takes a shutdown hook as a thread"),
          allow(
              ForbiddenCalls.CHANCE,
              "io.brasa.ui.Address",
              "what guards a secret must not follow from a seed"),
          allow(
              ForbiddenCalls.CONSOLE,
              "io.brasa.ui.LiveInterface",
              "tells people where the pages are, and the token"),
          allow(
              ForbiddenCalls.CLOCK,
              "io.brasa.testkit.simulation.*",
              "is the simulated world, and guards it against a real stall"),
          allow(ForbiddenCalls.THREADS, "io.brasa.testkit.simulation.*", "is the simulated world"),
          allow(ForbiddenCalls.WAITING, "io.brasa.testkit.simulation.*", "is the simulated world"));

  private Allowances() {}

  private static Allowance allow(ForbiddenCalls rule, String who, String reason) {
    return new Allowance(rule, who, reason);
  }
}
