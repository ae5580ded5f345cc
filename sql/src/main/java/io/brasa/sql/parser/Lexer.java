package io.brasa.sql.parser;

import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.parser.Token.Kind;
import io.brasa.sql.syntax.Origin;
import java.util.ArrayList;
import java.util.List;

/** Cuts a text into tokens. Comments are left out, but for hints. */
final class Lexer {
  private static final List<String> LONG_SIGNS =
      List.of("<=>", "<=", ">=", "<>", "!=", "==", "||", "::", "=>", "->", "|>");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  /** The tokens, the last of which is the end. */
  static List<Token> tokens(String text) {
    Lexer lexer = new Lexer(text);
    lexer.skipBlanks();
    while (lexer.at < text.length()) {
      lexer.next();
      lexer.skipBlanks();
    }
    lexer.add(Kind.END, "", lexer.at);
    return lexer.tokens;
  }

  private void add(Kind kind, String content, int from) {
    tokens.add(new Token(kind, content, from, at));
  }

  private char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
  }

  private void skipBlanks() {
    while (at < text.length()) {
      if (Character.isWhitespace(peek(0)) || peek(0) == '\uFEFF') {
        at++;
      } else if (peek(0) == '-' && peek(1) == '-') {
        while (at < text.length() && peek(0) != '\n') at++;
      } else if (peek(0) == '/' && peek(1) == '*' && peek(2) != '+') {
        skipComment();
      } else {
        return;
      }
    }
  }

  /** Comments may hold comments. */
  private void skipComment() {
    int from = at;
    int depth = 0;
    do {
      if (at >= text.length()) throw error(from, "The comment has no end", "Close it with */");
      if (peek(0) == '/' && peek(1) == '*') {
        depth++;
        at += 2;
      } else if (peek(0) == '*' && peek(1) == '/') {
        depth--;
        at += 2;
      } else {
        at++;
      }
    } while (depth > 0);
  }

  private RuntimeException error(int from, String what, String remedy) {
    return QueryErrors.at(
        SqlError.SQL_SYNTAX,
        new Origin.Text(text, from, Math.min(from + 1, text.length())),
        what,
        remedy);
  }

  private void next() {
    char c = peek(0);
    int from = at;
    if (c == '/' && peek(1) == '*') {
      int end = text.indexOf("*/", at);
      if (end < 0) throw error(from, "The hint has no end", "Close it with */");
      at = end + 2;
      add(Kind.HINT, text.substring(from + 3, end), from);
    } else if (c == '`') {
      quotedName(from);
    } else if (c == '\'' || c == '"') {
      string(from, false);
    } else if ((c == 'r' || c == 'R') && (peek(1) == '\'' || peek(1) == '"')) {
      at++;
      string(from, true);
    } else if (isDigit(c) || c == '.' && isDigit(peek(1)) && !isBehindName()) {
      number(from);
    } else if (isNamePart(c)) {
      while (isNamePart(peek(0))) at++;
      add(Kind.WORD, text.substring(from, at), from);
    } else {
      sign(from);
    }
  }

  /** After a name a point begins the next part, even if that begins with a digit. */
  private boolean isBehindName() {
    if (tokens.isEmpty()) return false;
    Token last = tokens.getLast();
    boolean isName = last.kind() == Kind.WORD || last.kind() == Kind.QUOTED;
    return isName && last.to() == at;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNamePart(char c) {
    return c == '_' || c < 128 ? c == '_' || isDigit(c) || isLetter(c) : Character.isLetter(c);
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private void quotedName(int from) {
    StringBuilder name = new StringBuilder();
    at++;
    while (true) {
      if (at >= text.length()) throw error(from, "The name has no end", "Close it with `");
      char c = text.charAt(at++);
      if (c != '`') name.append(c);
      else if (peek(0) == '`') name.append(text.charAt(at++));
      else break;
    }
    add(Kind.QUOTED, name.toString(), from);
  }

  private void string(int from, boolean isRaw) {
    char quote = text.charAt(at++);
    StringBuilder content = new StringBuilder();
    while (true) {
      if (at >= text.length()) throw error(from, "The string has no end", "Close it with " + quote);
      char c = text.charAt(at++);
      if (c == '\\' && !isRaw && at < text.length()) escape(content);
      else if (c != quote) content.append(c);
      else if (peek(0) == quote && !isRaw) content.append(text.charAt(at++));
      else break;
    }
    add(Kind.STRING, content.toString(), from);
  }

  private void escape(StringBuilder content) {
    char c = text.charAt(at++);
    switch (c) {
      case 'n' -> content.append('\n');
      case 't' -> content.append('\t');
      case 'r' -> content.append('\r');
      case 'b' -> content.append('\b');
      case '0' -> content.append(octal());
      case 'Z' -> content.append('\u001A');
      case 'u' -> content.appendCodePoint(hex(4));
      case 'U' -> content.appendCodePoint(hex(8));
      case '%', '_' -> content.append('\\').append(c);
      default -> {
        if (c == '1' && isOctal(peek(0)) && isOctal(peek(1))) content.append(octal());
        else content.append(c);
      }
    }
  }

  private static boolean isOctal(char c) {
    return c >= '0' && c <= '7';
  }

  /** The rest of three octal digits, of which the first was read; zero if there are no more. */
  private char octal() {
    if (!isOctal(peek(0)) || !isOctal(peek(1))) return '\0';
    int value = Integer.parseInt(text.substring(at - 1, at + 2), 8);
    at += 2;
    return (char) value;
  }

  private int hex(int digits) {
    int end = Math.min(at + digits, text.length());
    try {
      int value = Integer.parseUnsignedInt(text.substring(at, end), 16);
      if (end - at != digits || !Character.isValidCodePoint(value))
        throw new NumberFormatException();
      at = end;
      return value;
    } catch (NumberFormatException e) {
      throw error(
          at - 2, "The escape names no character", "Write " + digits + " hexadecimal digits");
    }
  }

  private void number(int from) {
    while (isDigit(peek(0))) at++;
    if (peek(0) == '.' && !(peek(1) == '.')) {
      at++;
      while (isDigit(peek(0))) at++;
    }
    boolean hasSign = peek(1) == '+' || peek(1) == '-';
    if ((peek(0) == 'e' || peek(0) == 'E') && isDigit(peek(hasSign ? 2 : 1))) {
      at += hasSign ? 2 : 1;
      while (isDigit(peek(0))) at++;
    }
    int digitsEnd = at;
    while (isNamePart(peek(0))) at++;
    String suffix = text.substring(digitsEnd, at).toUpperCase(java.util.Locale.ROOT);
    if (!List.of("", "L", "S", "Y", "D", "F", "BD").contains(suffix)) {
      // A name may begin with digits: 1st_column.
      add(Kind.WORD, text.substring(from, at), from);
      return;
    }
    add(Kind.NUMBER, text.substring(from, at), from);
  }

  private void sign(int from) {
    for (String sign : LONG_SIGNS) {
      if (text.startsWith(sign, at)) {
        at += sign.length();
        add(Kind.SIGN, sign, from);
        return;
      }
    }
    at++;
    add(Kind.SIGN, text.substring(from, at), from);
  }
}
