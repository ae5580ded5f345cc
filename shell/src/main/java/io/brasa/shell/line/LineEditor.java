package io.brasa.shell.line;

import io.brasa.shell.line.Language.Completions;
import io.brasa.shell.line.Language.Proposal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.reader.Candidate;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * Asks for input on the terminal of the process. Ctrl-C drops what is being typed; while something
 * runs it calls {@code interrupted}, and pressed three times it ends the program, should that not
 * listen. Ctrl-D ends. For one thread, but for {@link #printAbove}.
 */
public final class LineEditor implements AutoCloseable {
  private static final int HISTORY_MAX = 10_000;
  private static final int IMPATIENT = 3;
  private static final int INTERRUPTED = 130;
  private static final Size USUAL = new Size(80, 24);
  private static final String COMPLETE = "complete-or-explain";

  private final Language language;
  private final Terminal terminal;
  private final LineReader reader;
  private volatile int interruptCount;

  /** What was explained last, and where. */
  private String explained = "";

  /** What came of asking. */
  public sealed interface Input {
    record Typed(String text) implements Input {}

    /** Ctrl-C. */
    record Dropped() implements Input {}

    /** Ctrl-D, or the terminal is gone. */
    record Ended() implements Input {}
  }

  /**
   * @param continued the prompt of all lines but the first
   * @param history where what was typed is kept; empty for nowhere
   * @param interrupted called by another thread at Ctrl-C while something runs
   */
  public LineEditor(
      Language language, String continued, Optional<Path> history, Runnable interrupted)
      throws IOException {
    this.language = language;
    terminal = TerminalBuilder.builder().system(true).nativeSignals(true).build();
    // What does not know how large it is would show nothing of a line.
    if (terminal.getWidth() <= 0 || terminal.getHeight() <= 0) terminal.setSize(USUAL);
    terminal.handle(
        Terminal.Signal.INT,
        _ -> {
          interrupted.run();
          if (++interruptCount >= IMPATIENT) Runtime.getRuntime().halt(INTERRUPTED);
        });
    reader = reader(continued, history);
  }

  private LineReader reader(String continued, Optional<Path> history) {
    LineReaderBuilder builder =
        LineReaderBuilder.builder()
            .appName("brasa")
            .terminal(terminal)
            .parser(new Typing())
            .completer((_, typed, candidates) -> propose((TypedText) typed, candidates))
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, continued)
            .variable(LineReader.INDENTATION, 0)
            .variable(LineReader.BLINK_MATCHING_PAREN, 0)
            .variable(LineReader.HISTORY_SIZE, HISTORY_MAX)
            .variable(LineReader.HISTORY_FILE_SIZE, HISTORY_MAX)
            // ! is an operator, not an event of the history.
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.CASE_INSENSITIVE, language.ignoresCase())
            .option(LineReader.Option.AUTO_FRESH_LINE, true);
    history
        .filter(LineEditor::isUsable)
        .ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
    LineReader made = builder.build();
    made.getWidgets().put(COMPLETE, this::completeOrExplain);
    made.getKeyMaps().get(LineReader.MAIN).bind(new Reference(COMPLETE), "\t");
    return made;
  }

  /** Without a history file that can be written the prompt works all the same. */
  private static boolean isUsable(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return Files.exists(file) ? Files.isWritable(file) : Files.isWritable(folder);
  }

  /** Waits for what is typed. */
  public Input read(String prompt) {
    interruptCount = 0;
    explained = "";
    try {
      String typed = reader.readLine(prompt);
      // Ctrl-C just behind Enter: JLine has interrupted this thread, which no longer reads.
      return Thread.interrupted() ? new Input.Dropped() : new Input.Typed(typed);
    } catch (UserInterruptException e) {
      return new Input.Dropped();
    } catch (EndOfFileException e) {
      return new Input.Ended();
    } finally {
      interruptCount = 0;
    }
  }

  /** What was typed before, the oldest first. */
  public List<String> history() {
    List<String> lines = new ArrayList<>();
    for (History.Entry entry : reader.getHistory()) lines.add(entry.line());
    return lines;
  }

  /** Says something while somebody types. Any thread may call this. */
  public void printAbove(String text) {
    reader.printAbove(text);
  }

  private boolean completeOrExplain() {
    String text = reader.getBuffer().toString();
    int cursor = reader.getBuffer().cursor();
    String key = cursor + ":" + text;
    String explanation = language.explain(text, cursor, explained.equals(key));
    if (!explanation.isEmpty()) {
      explained = key;
      reader.printAbove(explanation);
      return true;
    }
    reader.callWidget(LineReader.EXPAND_OR_COMPLETE);
    return true;
  }

  private static void propose(TypedText typed, List<Candidate> candidates) {
    for (Proposal proposal : typed.completions().proposals()) {
      candidates.add(
          new Candidate(
              proposal.text(),
              proposal.text(),
              proposal.group(),
              null,
              null,
              null,
              proposal.isEnded()));
    }
  }

  /** Tells JLine when what was typed is whole, and which word is to be completed. */
  private final class Typing implements Parser {
    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
      if (context == ParseContext.ACCEPT_LINE && !language.isWhole(line))
        throw new EOFError(-1, cursor, "the input goes on");
      return new TypedText(
          line,
          cursor,
          context == ParseContext.COMPLETE
              ? language.complete(line, cursor)
              : new Completions(cursor, List.of()));
    }

    @Override
    public boolean isEscapeChar(char c) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    terminal.close();
  }
}
