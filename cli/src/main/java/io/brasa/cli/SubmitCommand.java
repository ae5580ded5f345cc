package io.brasa.cli;

import io.brasa.cli.cluster.ClusterSubmission;
import io.brasa.cli.program.Program;
import io.brasa.cli.program.ProgramFinder;
import io.brasa.cli.terminal.TerminalListeners;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs a program on a cluster: its driver in this process, or in one of the cluster. As {@link
 * RunCommand}, with jars beside the program.
 */
final class SubmitCommand implements Command {
  @Override
  public int run(List<String> arguments) throws Exception {
    ClusterSubmission submission = ClusterSubmission.parse(arguments);
    if (submission.program().isEmpty()) return new HelpCommand().run(List.of("submit"));
    if (submission.isInCluster()) return submission.send();
    submission.settings().forEach((key, value) -> System.setProperty("brasa.conf." + key, value));
    RunCommand.showPages();
    System.setProperty(TerminalListeners.SWITCH, "true");
    Program program =
        ProgramFinder.find(
            submission.program(),
            submission.mainClass(),
            submission.jars().stream().map(Path::of).toList());
    return RunCommand.start(program, submission.arguments());
  }
}
