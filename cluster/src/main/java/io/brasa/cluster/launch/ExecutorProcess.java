package io.brasa.cluster.launch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.brasa.cluster.error.ClusterError;
import io.brasa.cluster.wire.Secret;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.StoredFile;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** One process that was started. Thread-safe. */
final class ExecutorProcess {
  private static final int LOG_TAIL_BYTES = 2_000;
  private static final int SIGNAL_BASE = 128;

  /**
   * Of a process that got signal 9, which is how the kernel ends one that takes too much memory.
   */
  private static final int KILLED = SIGNAL_BASE + 9;

  private final String executor;
  private final Process process;
  private final Storage storage;
  private final String log;
  private final ProcessMemory memory;

  private ExecutorProcess(String executor, Process process, Storage storage, String log) {
    this.executor = executor;
    this.process = process;
    this.storage = storage;
    this.log = log;
    this.memory = new ProcessMemory(process.pid());
  }

  /** Starts a process that writes to {@code log} and gets the secret over its standard input. */
  static ExecutorProcess start(
      String executor,
      List<String> command,
      String workingFolder,
      Secret secret,
      Storage storage,
      String log) {
    try {
      storage.create(log).close();
      Process process =
          new ProcessBuilder(command)
              .directory(new File(workingFolder))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log)))
              .start();
      ExecutorProcess started = new ExecutorProcess(executor, process, storage, log);
      started.tell(secret);
      return started;
    } catch (IOException failure) {
      throw new EngineException(
          ClusterError.EXECUTOR_NOT_STARTED,
          "Executor "
              + executor
              + " cannot be started with "
              + command.getFirst()
              + ": "
              + failure.getMessage(),
          "See whether the system lets this user start processes and write to " + log,
          failure);
    }
  }

  /**
   * The pipe stays open: its end tells the executor that the driver is gone, however that came
   * about.
   */
  private void tell(Secret secret) {
    try {
      OutputStream input = process.getOutputStream();
      input.write((secret.toHexadecimal() + "\n").getBytes(US_ASCII));
      input.flush();
    } catch (IOException alreadyGone) {
      // Its end is reported like any other.
    }
  }

  String executor() {
    return executor;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // It never fails, and nobody waits for the action.
  void whenEnded(Runnable action) {
    process.onExit().thenRun(action);
  }

  /** Asks the process to end by itself. */
  void release() {
    try {
      process.getOutputStream().close();
    } catch (IOException alreadyGone) {
      // That is what was asked for.
    }
  }

  void kill() {
    process.destroyForcibly();
  }

  /** Sees how much memory it takes. */
  void look() {
    memory.look();
  }

  /**
   * How the process ended, and its last words.
   *
   * @param heapMiB the largest heap it was given
   */
  String obituary(int heapMiB) {
    int code = process.exitValue();
    String how =
        code > SIGNAL_BASE
            ? "was killed by signal " + (code - SIGNAL_BASE) + " (exit code " + code + ")"
            : "ended with code " + code;
    String tail = logTail();
    return "process "
        + process.pid()
        + " "
        + how
        + (code == KILLED ? memory.verdict(heapMiB) : "")
        + (tail.isEmpty() ? "" : "; its last words: " + tail);
  }

  private String logTail() {
    try {
      Optional<StoredFile> file = storage.status(log);
      if (file.isEmpty()) return "";
      long from = Math.max(0, file.get().sizeBytes() - LOG_TAIL_BYTES);
      try (InputStream in = storage.open(log, from, LOG_TAIL_BYTES)) {
        return new String(in.readAllBytes(), UTF_8).strip();
      }
    } catch (IOException | EngineException unreadable) {
      return "(its log cannot be read: " + unreadable.getMessage() + ")";
    }
  }
}
