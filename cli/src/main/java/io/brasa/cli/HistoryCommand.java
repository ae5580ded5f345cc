package io.brasa.cli;

import io.brasa.cli.cluster.ProcessLog;
import io.brasa.cli.error.CliError;
import io.brasa.cli.error.Suggestion;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storages;
import io.brasa.ui.Address;
import io.brasa.ui.HistoryInterface;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Serves web pages over the event logs of a folder until it is stopped. */
final class HistoryCommand implements Command {
  private static final int PORT = 18_080;
  private static final List<String> OPTIONS =
      List.of("--port", "--host", "--names", "--log-format", "--log-level");

  private String host = "127.0.0.1";
  private int port = PORT;
  private List<String> names = List.of();
  private String folder = "";
  private String logFormat = "text";
  private String logLevel = "";

  @Override
  public int run(List<String> arguments) throws InterruptedException {
    read(arguments);
    if (folder.isEmpty()) return new HelpCommand().run(List.of("history"));
    RunCommand.boundRequests();
    ProcessLog _ = ProcessLog.begin("history", logFormat, logLevel);
    Storages.Located place = Storages.ofThisHost().resolve(folder);
    Address address = Address.of(host, port, names);
    try (HistoryInterface pages = HistoryInterface.open(place, address, new SystemEnvironment())) {
      System.out.println(pages.url());
      if (!pages.token().isEmpty()) System.out.println("Sign in with the token " + pages.token());
      new CountDownLatch(1).await();
    }
    return 0;
  }

  private void read(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.startsWith("--")) {
        if (!folder.isEmpty()) throw invalid("There are several folders", "Give one");
        folder = word;
        continue;
      }
      if (!OPTIONS.contains(word)) throw unknown(word);
      if (++i == words.size()) throw invalid("The option " + word + " has no value", "Give it one");
      String value = words.get(i);
      switch (word) {
        case "--host" -> host = value;
        case "--log-format" -> logFormat = value;
        case "--log-level" -> logLevel = value;
        case "--names" -> names = List.of(value.split(",", -1));
        default -> port = port(value);
      }
    }
  }

  private static int port(String value) {
    try {
      int port = Integer.parseInt(value);
      if (port >= 0 && port <= 65_535) return port;
    } catch (NumberFormatException e) {
      // refused below
    }
    throw invalid("The port is '" + value + "'", "Give a number up to 65535, or 0 for any");
  }

  private static EngineException unknown(String word) {
    String meant = Suggestion.of(word, OPTIONS);
    return invalid(
        "There is no option " + word + " of history",
        meant.isEmpty() ? "Try: brasa help history" : meant);
  }

  private static EngineException invalid(String what, String remedy) {
    return new EngineException(CliError.OPTION_INVALID, what, remedy);
  }
}
