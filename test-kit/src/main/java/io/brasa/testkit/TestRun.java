package io.brasa.testkit;

import io.brasa.core.BrasaContext;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.storage.LocalStorage;
import io.brasa.runtime.storage.StoredFile;
import java.util.ArrayList;
import java.util.List;

/**
 * What belongs to one test: its seed, its context if it asked for one, and the checks afterwards.
 */
final class TestRun {
  private static final long PATIENCE_MILLIS = 5_000;

  private final long seed;
  private final String master;
  private final LocalStorage storage = new LocalStorage();
  private final WatchedEnvironment environment = new WatchedEnvironment(new SystemEnvironment());
  private final SeededDefaults defaults;
  private final String folder;
  private BrasaContext context;

  TestRun(String master) {
    this.master = master;
    String wanted = System.getProperty("brasa.seed");
    long random = environment.newRandom().nextLong();
    this.seed = wanted == null ? random : Long.parseLong(wanted);
    this.defaults = new SeededDefaults(seed);
    this.folder = System.getProperty("java.io.tmpdir") + "/brasa-test-" + Long.toHexString(random);
  }

  long seed() {
    return seed;
  }

  BrasaContext context() {
    if (context == null) {
      context =
          BrasaContext.builder()
              .master(master)
              .strict(true)
              .set("local.folder", folder)
              .environment(environment)
              .build();
    }
    return context;
  }

  @Override
  public String toString() {
    return "seed " + seed + " (" + defaults + "); -Dbrasa.seed=" + seed + " repeats it";
  }

  /** Ends the run; fails if something is left. */
  void end() throws InterruptedException {
    try {
      if (context != null) context.close();
      List<String> left = new ArrayList<>();
      for (String thread : environment.awaitEnd(PATIENCE_MILLIS)) left.add("thread " + thread);
      if (storage.status(folder).isPresent()) {
        for (StoredFile file : storage.list(folder)) left.add("file " + file.path());
      }
      if (!left.isEmpty()) throw new AssertionError("The test's context left behind: " + left);
    } finally {
      storage.delete(folder);
      defaults.close();
    }
  }
}
