package io.brasa.cli.chaos;

import io.brasa.cli.cluster.OwnCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where drivers run, and what of it can be hit. */
sealed interface Ground extends AutoCloseable permits LocalGround, OwnGround {
  /** Starts the driver of a run. Its words are those of {@link ChaosProgram}. */
  Process start(DriverPlace driver, List<String> words, Path log) throws Exception;

  /** The disk below the files of an executor's process. */
  Path disk(long executorProcess);

  /** Until all is as it was before a run; false if that does not come. */
  boolean awaitWhole() throws Exception;

  @Override
  void close() throws Exception;

  /** Starts this program with these words, as light as JVMs get. */
  static Process brasa(List<String> before, List<String> words, Path log) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(
        OwnCommand.words(
            false, List.of("-Xmx192m", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData")));
    command.addAll(words);
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }
}
