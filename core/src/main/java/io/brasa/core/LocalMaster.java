package io.brasa.core;

import io.brasa.core.error.CoreError;
import io.brasa.core.execute.Driver;
import io.brasa.core.execute.Executor;
import io.brasa.core.execute.LocalRunner;
import io.brasa.core.execute.Master;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storage;
import java.util.List;
import java.util.Optional;

/**
 * Tasks run in this process: {@code local}, {@code local[4]}, {@code local[*]}, {@code local[4,2]}
 * with two attempts a task.
 */
final class LocalMaster implements Master {
  private final Driver driver;
  private final Executor executor;
  private final LocalRunner runner;
  private final long memoryBytes;
  private final List<AutoCloseable> stores;
  private final Storage local;
  private final String localFolder;

  LocalMaster(
      Driver driver,
      Executor executor,
      LocalRunner runner,
      long memoryBytes,
      List<AutoCloseable> stores,
      Storage local,
      String localFolder) {
    this.driver = driver;
    this.executor = executor;
    this.runner = runner;
    this.memoryBytes = memoryBytes;
    this.stores = stores;
    this.local = local;
    this.localFolder = localFolder;
  }

  static boolean serves(String url) {
    return url.equals("local") || (url.startsWith("local[") && url.endsWith("]"));
  }

  static int slots(String url) {
    String[] parts = parts(url);
    if (parts.length == 0) return 1;
    if (parts[0].equals("*")) return Runtime.getRuntime().availableProcessors();
    return count(url, parts[0]);
  }

  static int attempts(String url) {
    String[] parts = parts(url);
    return parts.length < 2 ? 1 : count(url, parts[1]);
  }

  private static String[] parts(String url) {
    if (url.equals("local")) return new String[0];
    String[] parts = url.substring("local[".length(), url.length() - 1).split(",", -1);
    if (parts.length > 2) throw invalid(url);
    return parts;
  }

  private static int count(String url, String text) {
    try {
      int count = Integer.parseInt(text.strip());
      if (count > 0) return count;
    } catch (NumberFormatException e) {
      // refused below, by name
    }
    throw invalid(url);
  }

  private static EngineException invalid(String url) {
    return new EngineException(
        CoreError.SETTING_INVALID,
        "The master '" + url + "' is not understood",
        "Use local, local[4], local[*] or local[4,2]");
  }

  @Override
  public void start() {
    driver.join(runner, "localhost", ProcessHandle.current().pid(), memoryBytes);
  }

  @Override
  public int slotCount() {
    return executor.slots();
  }

  @Override
  public Optional<String> taskOf(Thread thread) {
    return executor.taskOf(thread);
  }

  @Override
  public void close() {
    executor.close();
    for (AutoCloseable store : stores) {
      try {
        store.close();
      } catch (Exception e) {
        System.getLogger("io.brasa").log(System.Logger.Level.WARNING, "A store did not close", e);
      }
    }
    local.delete(localFolder);
  }
}
