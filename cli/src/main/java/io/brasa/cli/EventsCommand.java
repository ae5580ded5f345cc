package io.brasa.cli;

import io.brasa.cli.error.CliError;
import io.brasa.core.event.Event;
import io.brasa.core.event.EventJson;
import io.brasa.core.event.EventLogReader;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storages;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Prints an event log as lines of JSON. */
final class EventsCommand implements Command {
  @Override
  public int run(List<String> arguments) {
    if (arguments.size() != 1) {
      throw new EngineException(
          CliError.OPTION_INVALID, "The command events takes one file", "Try: brasa help events");
    }
    try {
      print(Storages.ofThisHost().resolve(arguments.getFirst()));
      return 0;
    } catch (EngineException e) {
      System.err.println("brasa: " + e.what() + ". " + e.remedy() + ".");
      return 1;
    }
  }

  private static void print(Storages.Located file) {
    Codecs codecs = new Codecs(EventsCommand.class.getClassLoader());
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    try (EventLogReader reader =
        new EventLogReader(file.storage(), file.path(), codecs, EventLogReader.OnDamage.SKIP)) {
      for (Optional<Event> event = reader.next(); event.isPresent(); event = reader.next()) {
        out.print(EventJson.line(event.get()) + "\n");
      }
      out.flush();
      note(reader.report());
    }
  }

  private static void note(EventLogReader.Report report) {
    if (report.skippedBytes() > 0)
      System.err.println("brasa: skipped " + report.skippedBytes() + " damaged bytes");
    if (report.unknownCount() > 0)
      System.err.println("brasa: skipped " + report.unknownCount() + " events of a later release");
    if (report.tailBytes() > 0)
      System.err.println("brasa: the last event was cut off, or is being written");
  }
}
