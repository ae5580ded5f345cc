package io.brasa.cli.chaos;

import io.brasa.core.BrasaContext;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.BrasaSession;
import java.nio.file.Files;
import java.nio.file.Path;

/** The driver of a run: {@code WORKLOAD INPUT OUTPUT JOURNAL}. */
public final class ChaosProgram {
  private ChaosProgram() {}

  public static void main(String[] words) throws Exception {
    Workload workload = Workload.valueOf(words[0]);
    try (Journal journal = new Journal(Path.of(words[3]))) {
      journal.write(
          "driver", System.currentTimeMillis(), String.valueOf(ProcessHandle.current().pid()));
      try {
        run(workload, words[1], Path.of(words[2]), journal);
        journal.write("finished", System.currentTimeMillis(), "");
      } catch (EngineException failure) {
        journal.write("failed", System.currentTimeMillis(), failure.toString());
        throw failure;
      }
    }
  }

  /** A driver before this one may have published the answer and died then. */
  private static void run(Workload workload, String input, Path output, Journal journal) {
    if (Files.exists(output)) return;
    BrasaContext.Builder context =
        BrasaContext.builder().appName("chaos " + workload).listener(journal);
    try (BrasaSession session = BrasaSession.builder(context).build()) {
      workload.run(session, input, output.toString());
    }
  }
}
