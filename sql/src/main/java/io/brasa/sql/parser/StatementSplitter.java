package io.brasa.sql.parser;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds where the statements of a text end: at semicolons outside of strings, quoted names and
 * comments, as {@link Lexer} knows them. Never fails: what has no end is told as such, since more
 * may come.
 */
public final class StatementSplitter {
  /**
   * A stretch of the text.
   *
   * @param text without the semicolon
   * @param from where it begins in the whole
   * @param isEnded whether a semicolon ends it
   * @param isBlank whether there is nothing in it but blanks and comments
   */
  public record Piece(String text, int from, boolean isEnded, boolean isBlank) {}

  private final String text;
  private final List<Piece> pieces = new ArrayList<>();
  private boolean isBlank = true;
  private int from;
  private int at;

  private StatementSplitter(String text) {
    this.text = text;
  }

  /** The statements in order; the last has no semicolon behind it and may be blank. */
  public static List<Piece> pieces(String text) {
    StatementSplitter splitter = new StatementSplitter(text);
    while (splitter.at < text.length()) splitter.step();
    splitter.end(false);
    return splitter.pieces;
  }

  private void end(boolean isEnded) {
    pieces.add(new Piece(text.substring(from, at), from, isEnded, isBlank));
    isBlank = true;
  }

  private void step() {
    char c = text.charAt(at);
    if (c == ';') {
      end(true);
      from = ++at;
    } else if (text.startsWith("--", at)) {
      int line = text.indexOf('\n', at);
      at = line < 0 ? text.length() : line;
    } else if (text.startsWith("/*", at)) {
      skipComment();
    } else {
      isBlank &= Character.isWhitespace(c) || c == '\uFEFF';
      at++;
      if (c == '\'' || c == '"') skipQuoted(c, !isRaw());
      else if (c == '`') skipQuoted(c, false);
    }
  }

  /** Whether the quote before this place follows an r that begins a word. */
  private boolean isRaw() {
    int mark = at - 2;
    if (mark < from || (text.charAt(mark) != 'r' && text.charAt(mark) != 'R')) return false;
    return mark == from || !Character.isLetterOrDigit(text.charAt(mark - 1));
  }

  private void skipQuoted(char quote, boolean hasEscapes) {
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\\' && hasEscapes) at = Math.min(at + 1, text.length());
      else if (c == quote) return;
    }
    // No end: a semicolon that comes later may end it.
  }

  private void skipComment() {
    boolean isHint = text.startsWith("/*+", at);
    int depth = 1;
    at += 2;
    while (depth > 0 && at < text.length()) {
      if (!isHint && text.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (text.startsWith("*/", at)) {
        depth--;
        at += 2;
      } else {
        at++;
      }
    }
    // A comment without an end is no blank: its end is still awaited, or missed.
    isBlank &= depth == 0;
  }
}
