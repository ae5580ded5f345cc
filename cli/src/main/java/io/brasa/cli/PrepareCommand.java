package io.brasa.cli;

import io.brasa.cli.prepare.PreparedJars;
import io.brasa.cli.prepare.ServiceList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Prepares the jars of a folder to start faster, and lists their services in a file. Called by the
 * launcher before the training.
 */
final class PrepareCommand implements Command {
  @Override
  public int run(List<String> arguments) throws IOException {
    Path folder = Path.of(arguments.get(0));
    PreparedJars.in(folder);
    ServiceList.write(folder, Path.of(arguments.get(1)));
    return 0;
  }
}
