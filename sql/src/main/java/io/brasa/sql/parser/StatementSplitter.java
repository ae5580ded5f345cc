package io.brasa.sql.parser;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds where the statements of a text end: at semicolons outside of strings, quoted names and
 * comments, as {@link Lexer} knows them, and outside of scripts {@code BEGIN … END}. Never fails:
 * what has no end is told as such, since more may come.
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

  private static final Set<String> LOOPS = Set.of("IF", "WHILE", "REPEAT", "LOOP", "FOR");

  private final String text;
  private final List<Piece> pieces = new ArrayList<>();
  private boolean isBlank = true;
  private int from;
  private int at;

  /** Whether no word of the statement has come yet. */
  private boolean isFirst = true;

  /** How many BEGIN and CASE of a script have no END yet. */
  private int depth;

  /** What comes behind END, if the last word was that, decides what it ends. */
  private boolean isBehindEnd;

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
    isFirst = true;
    depth = 0;
  }

  private void step() {
    char c = text.charAt(at);
    if (c == ';') {
      endOfEnd();
      if (depth > 0) {
        at++;
        return;
      }
      end(true);
      from = ++at;
    } else if (text.startsWith("--", at)) {
      int line = text.indexOf('\n', at);
      at = line < 0 ? text.length() : line;
    } else if (text.startsWith("/*", at)) {
      skipComment();
    } else if (Character.isLetter(c)) {
      isBlank = false;
      word();
    } else {
      isBlank &= Character.isWhitespace(c) || c == '\uFEFF';
      at++;
      if (c == '\'' || c == '"') skipQuoted(c, true);
      else if (c == '`') skipQuoted(c, false);
    }
  }

  private void word() {
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) at++;
    boolean isPart = start > from && ".`".indexOf(text.charAt(start - 1)) >= 0;
    String word = text.substring(start, at).toUpperCase(Locale.ROOT);
    // r'…' is a string without escapes
    if (word.equals("R") && at < text.length() && "'\"".indexOf(text.charAt(at)) >= 0) {
      isFirst = false;
      skipQuoted(text.charAt(at++), false);
      return;
    }
    if (isFirst) depth = word.equals("BEGIN") && !isPart ? 1 : 0;
    else if (depth > 0 && !isPart) inScript(word);
    isFirst = false;
  }

  private void inScript(String word) {
    if (isBehindEnd && LOOPS.contains(word)) {
      isBehindEnd = false;
      return;
    }
    boolean isEndOfCase = isBehindEnd && word.equals("CASE");
    endOfEnd();
    if (isEndOfCase) return;
    if (word.equals("BEGIN") || word.equals("CASE")) depth++;
    if (word.equals("END")) isBehindEnd = true;
  }

  /** The END before was that of a block or of CASE. */
  private void endOfEnd() {
    if (isBehindEnd && depth > 0) depth--;
    isBehindEnd = false;
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
