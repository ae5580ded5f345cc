package io.brasa.cli.prompt;

import io.brasa.shell.line.LineEditor;
import io.brasa.shell.line.LineEditor.Input;
import io.brasa.sql.parser.StatementSplitter;
import io.brasa.sql.parser.StatementSplitter.Piece;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Asks for statements on a terminal. Ctrl-C drops what is being typed, or ends the statement that
 * runs. Ctrl-D ends.
 */
public final class SqlPrompt {
  private static final String PROMPT = "brasa> ";
  private static final String CONTINUED = "     > ";
  private static final int MAX_ROWS = 1_000;

  private final SqlConsole console;
  private final Optional<Path> history;

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
    StatementLanguage language = new StatementLanguage(console.session());
    try (LineEditor editor = new LineEditor(language, CONTINUED, history, console::cancel)) {
      console.errors().println("brasa sql: statements end with ; and .help lists commands");
      while (step(editor)) {}
    }
  }

  private boolean step(LineEditor editor) {
    return switch (editor.read(PROMPT)) {
      case Input.Dropped _ -> true;
      case Input.Ended _ -> false;
      case Input.Typed typed -> run(typed.text());
    };
  }

  private boolean run(String typed) {
    console.ready();
    if (PromptCommand.isCommand(typed)) return new PromptCommand(console).run(typed);
    for (Piece piece : StatementSplitter.pieces(typed)) {
      if (!piece.isBlank() && !console.run(piece.text().strip())) break;
    }
    return true;
  }
}
