package io.brasa.cli;

import io.brasa.cli.chaos.ChaosCommand;
import io.brasa.cli.cluster.ClusterQueries;
import io.brasa.cli.cluster.MasterCommand;
import io.brasa.cli.cluster.ParentPipe;
import io.brasa.cli.cluster.WorkerCommand;
import io.brasa.cli.error.CliError;
import io.brasa.cli.error.Suggestion;
import io.brasa.cli.program.ProgramFailure;
import io.brasa.cli.program.ReleaseClassLoader;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.FailureKind;
import java.util.List;

/** Entry point of the {@code brasa} command. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    ParentPipe.watch();
    Thread.currentThread().setContextClassLoader(ReleaseClassLoader.find());
    int status = run(List.of(arguments));
    if (status != 0) System.exit(status);
  }

  /** Runs one command line and returns its exit code. */
  static int run(List<String> arguments) {
    String name = arguments.isEmpty() ? "help" : arguments.get(0);
    List<String> rest = arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
    try {
      return asksForHelp(name, rest)
          ? new HelpCommand().run(List.of(name))
          : command(name).run(rest);
    } catch (EngineException e) {
      if (e.code().kind() != FailureKind.USER) throw e;
      System.err.println(
          "brasa: " + e.what() + ". " + e.remedy() + (e.remedy().endsWith("?") ? "" : "."));
      return e.code() instanceof CliError code ? code.exitCode() : 1;
    } catch (Exception e) {
      new ProgramFailure(e).print(System.err);
      return 1;
    }
  }

  /**
   * {@code brasa sql --help} as {@code brasa help sql}; what follows a program's name is its own.
   */
  private static boolean asksForHelp(String name, List<String> rest) {
    if (rest.isEmpty() || !HelpCommand.COMMANDS.contains(name)) return false;
    return rest.getFirst().equals("--help") || rest.getFirst().equals("-h");
  }

  private static Command command(String name) {
    return switch (name) {
      case "run" -> new RunCommand();
      case "bench" -> new BenchCommand();
      case "sql" -> new SqlCommand();
      case "shell" -> new ShellCommand();
      case "history" -> new HistoryCommand();
      case "events" -> new EventsCommand();
      case "submit" -> new SubmitCommand();
      case "status" -> ClusterQueries::status;
      case "kill" -> ClusterQueries::kill;
      case "logs" -> ClusterQueries::logs;
      case "master" -> MasterCommand::run;
      case "worker" -> WorkerCommand::run;
      case "chaos" -> ChaosCommand::run;
      case "version", "--version", "-version", "-V" -> new VersionCommand();
      case "help", "--help", "-h" -> new HelpCommand();
      case "prepare" -> new PrepareCommand();
      case "train" -> new TrainCommand();
      default -> throw unknown(name);
    };
  }

  private static EngineException unknown(String name) {
    String meant = Suggestion.of(name, HelpCommand.COMMANDS);
    return new EngineException(
        CliError.COMMAND_UNKNOWN,
        "There is no command " + name,
        meant.isEmpty() ? "Try: brasa help" : meant);
  }
}
