package io.brasa.cli.prompt;

import io.brasa.sql.parser.StatementSplitter;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/**
 * Tells JLine when what was typed is whole: a command at once, statements when a semicolon ends the
 * last. For completion, the word before the cursor: a name with its points, or a path in quotes.
 */
final class StatementReader implements Parser {
  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context == ParseContext.ACCEPT_LINE && !isWhole(line))
      throw new EOFError(-1, cursor, "the statement goes on");
    return new Typed(line, cursor);
  }

  private static boolean isWhole(String line) {
    if (PromptCommand.isCommand(line)) return true;
    StatementSplitter.Piece last = StatementSplitter.pieces(line).getLast();
    return last.isBlank();
  }

  @Override
  public boolean isEscapeChar(char c) {
    return false;
  }

  /** What was typed, with one word of it: what is to be completed. */
  static final class Typed implements CompletingParsedLine {
    private final String line;
    private final int cursor;
    private final int from;
    private final boolean isQuoted;

    Typed(String line, int cursor) {
      this.line = line;
      this.cursor = cursor;
      int quote = openQuote(line, cursor);
      this.isQuoted = quote >= 0;
      int start = isQuoted ? quote + 1 : cursor;
      while (!isQuoted && start > 0 && isNamePart(line.charAt(start - 1))) start--;
      this.from = start;
    }

    /** The quote that the cursor is behind with no other closing it, or -1. */
    private static int openQuote(String line, int cursor) {
      int open = -1;
      for (int i = 0; i < cursor; i++) {
        char c = line.charAt(i);
        if (c != '\'' && c != '"' && c != '`') continue;
        if (open < 0) open = i;
        else if (line.charAt(open) == c) open = -1;
      }
      return open;
    }

    private static boolean isNamePart(char c) {
      return c == '_' || c == '.' || c == '\\' || Character.isLetterOrDigit(c);
    }

    boolean isQuoted() {
      return isQuoted;
    }

    /** What stands before the word. */
    String before() {
      return line.substring(0, isQuoted ? from - 1 : from);
    }

    @Override
    public String word() {
      return line.substring(from, cursor);
    }

    @Override
    public int wordCursor() {
      return cursor - from;
    }

    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(word());
    }

    @Override
    public String line() {
      return line;
    }

    @Override
    public int cursor() {
      return cursor;
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean isComplete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return wordCursor();
    }

    @Override
    public int rawWordLength() {
      return word().length();
    }
  }
}
