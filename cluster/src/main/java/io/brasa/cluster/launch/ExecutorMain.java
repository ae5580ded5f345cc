package io.brasa.cluster.launch;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.brasa.cluster.wire.NettyTransport;
import io.brasa.cluster.wire.Secret;
import io.brasa.cluster.wire.Tls;
import io.brasa.core.remote.ExecutorNode;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.environment.ThreadKind;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.log.Logs;
import io.brasa.runtime.storage.Storages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The program of an executor process. It lives as long as both the pipe from whoever started it,
 * the driver or a worker, and the control channel to the driver do: when either ends it halts,
 * without waiting for tasks that run, since nobody wants their outcomes any more.
 */
public final class ExecutorMain {
  private static final int SECRET_DIGITS_MAX = 1_024;

  /** As of JVMs that are told to exit then. */
  private static final int OUT_OF_MEMORY_CODE = 3;

  private final Environment environment = new SystemEnvironment();
  private final Await ended = environment.newAwait();
  private final AtomicReference<String> reason = new AtomicReference<>();

  private ExecutorMain() {}

  /** Called by {@link ExecutorProcesses} only. */
  public static void main(String[] arguments) {
    int code = 0;
    leaveInterruptsToTheDriver();
    Logs logs = new Logs();
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught(thread, thrown, logs));
    try {
      new ExecutorMain().run(ExecutorArguments.parse(arguments), System.in, logs);
    } catch (RuntimeException | IOException | InterruptedException failure) {
      System.err.println(logs.line("The executor fails", failure));
      code = 1;
    }
    // Not exit(): hooks and tasks that do not listen must not keep the process.
    Runtime.getRuntime().halt(code);
  }

  /**
   * Ctrl-C reaches all processes of a terminal: it is the driver that it is meant for, which may go
   * on, and takes its executors along if it does not.
   */
  private static void leaveInterruptsToTheDriver() {
    try {
      Signal.handle(new Signal("INT"), SignalHandler.SIG_IGN);
    } catch (IllegalArgumentException e) {
      // A JVM that was told to leave signals alone (-Xrs) does.
    }
  }

  /** A thread that found no memory may have been one that everything waits for. */
  private static void uncaught(Thread thread, Throwable thrown, Logs logs) {
    if (thrown instanceof OutOfMemoryError) Runtime.getRuntime().halt(OUT_OF_MEMORY_CODE);
    System.err.println(logs.line("Thread " + thread.getName(), thrown));
  }

  private void run(ExecutorArguments arguments, InputStream driver, Logs logs)
      throws IOException, InterruptedException {
    if (arguments.isJson()) logs.writeJson(Map.of("executor", arguments.executor()));
    Secret secret = readSecret(driver);
    environment.start("watch of the driver", ThreadKind.WAITING, () -> watch(driver));
    try (NettyTransport transport =
            NettyTransport.at(environment, secret, tls(arguments), arguments.host(), 0);
        ExecutorNode node =
            new ExecutorNode(
                environment, transport, Storages.ofThisHost(), identity(arguments), this::end)) {
      node.start(arguments.driver());
      node.outputsServedAt(arguments.outputs());
      ended.until(() -> reason.get() != null);
    } catch (EngineException refused) {
      end(refused.getMessage());
    }
    System.err.println(logs.line("Executor " + arguments.executor() + " ends: " + reason.get()));
  }

  private static Optional<Tls> tls(ExecutorArguments arguments) {
    return arguments.tlsFolder().isEmpty()
        ? Optional.empty()
        : Optional.of(Tls.ofFolder(arguments.tlsFolder()));
  }

  private static ExecutorNode.Identity identity(ExecutorArguments arguments) {
    long memoryBytes = Runtime.getRuntime().maxMemory() / 10 * 6;
    return new ExecutorNode.Identity(
        arguments.executor(),
        arguments.host(),
        ProcessHandle.current().pid(),
        arguments.slots(),
        memoryBytes,
        arguments.folder());
  }

  private static Secret readSecret(InputStream driver) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = driver.read();
    while (next >= 0 && next != '\n' && line.size() <= SECRET_DIGITS_MAX) {
      line.write(next);
      next = driver.read();
    }
    if (next != '\n') throw new IOException("The driver ended before it had told the secret");
    return Secret.fromHexadecimal(line.toString(US_ASCII));
  }

  private void watch(InputStream driver) {
    try {
      while (driver.read() >= 0) {
        // Nothing more is said over the pipe; only its end counts.
      }
      end("the driver is gone");
    } catch (IOException broken) {
      end("the pipe from the driver is broken: " + broken.getMessage());
    }
  }

  private void end(String why) {
    if (reason.compareAndSet(null, why)) ended.signal();
  }
}
