package io.brasa.cli.prompt;

import io.brasa.sql.parser.StatementSplitter;
import io.brasa.sql.parser.StatementSplitter.Piece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * Asks for statements on a terminal. Ctrl-C drops what is being typed, or ends the statement that
 * runs; pressed three times within one statement it ends the program, should that not listen.
 * Ctrl-D ends.
 */
public final class SqlPrompt {
  private static final String PROMPT = "brasa> ";
  private static final String CONTINUED = "     > ";
  private static final int MAX_ROWS = 1_000;
  private static final int MAX_HISTORY = 10_000;
  private static final int IMPATIENT = 3;
  private static final int INTERRUPTED = 130;
  private static final Size USUAL = new Size(80, 24);

  private final SqlConsole console;
  private final Optional<Path> history;
  private volatile int interruptCount;

  /**
   * @param history where what was typed is kept; empty for nowhere
   */
  public SqlPrompt(SqlConsole console, Optional<Path> history) {
    this.console = console;
    this.history = history;
  }

  /** Runs until the end of input or {@code .quit}. */
  public void run() throws IOException {
    console.setMaxRows(MAX_ROWS);
    console.setTimed(true);
    try (Terminal terminal = TerminalBuilder.builder().system(true).nativeSignals(true).build()) {
      // What does not know how large it is would show nothing of a line.
      if (terminal.getWidth() <= 0 || terminal.getHeight() <= 0) terminal.setSize(USUAL);
      terminal.handle(Terminal.Signal.INT, signal -> interrupt());
      LineReader reader = reader(terminal);
      console.errors().println("brasa sql: statements end with ; and .help lists commands");
      while (step(reader)) {}
    }
  }

  private void interrupt() {
    console.cancel();
    if (++interruptCount >= IMPATIENT) Runtime.getRuntime().halt(INTERRUPTED);
  }

  private LineReader reader(Terminal terminal) {
    LineReaderBuilder builder =
        LineReaderBuilder.builder()
            .appName("brasa")
            .terminal(terminal)
            .parser(new StatementReader())
            .completer(new StatementCompleter(console.session()))
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, CONTINUED)
            .variable(LineReader.INDENTATION, 0)
            .variable(LineReader.BLINK_MATCHING_PAREN, 0)
            .variable(LineReader.HISTORY_SIZE, MAX_HISTORY)
            .variable(LineReader.HISTORY_FILE_SIZE, MAX_HISTORY)
            // ! is an operator, not an event of the history.
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.CASE_INSENSITIVE, true)
            .option(LineReader.Option.AUTO_FRESH_LINE, true);
    history
        .filter(SqlPrompt::isUsable)
        .ifPresent(f -> builder.variable(LineReader.HISTORY_FILE, f));
    return builder.build();
  }

  /** Without a history file that can be written the prompt works all the same. */
  private static boolean isUsable(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return Files.exists(file) ? Files.isWritable(file) : Files.isWritable(folder);
  }

  private boolean step(LineReader reader) {
    String typed;
    try {
      typed = reader.readLine(PROMPT);
    } catch (UserInterruptException e) {
      return true;
    } catch (EndOfFileException e) {
      return false;
    }
    interruptCount = 0;
    console.ready();
    if (PromptCommand.isCommand(typed)) return new PromptCommand(console).run(typed);
    for (Piece piece : StatementSplitter.pieces(typed)) {
      if (!piece.isBlank() && !console.run(piece.text().strip())) break;
    }
    return true;
  }
}
