package io.brasa.cli;

import io.brasa.cli.prepare.PreparedJars;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Prepares the jars of a folder to start faster. Called by the launcher before the training. */
final class PrepareCommand implements Command {
  @Override
  public int run(List<String> arguments) throws IOException {
    PreparedJars.in(Path.of(arguments.getFirst()));
    return 0;
  }
}
