package io.brasa.sql.parser;

import io.brasa.runtime.error.EngineException;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads hints: names, most with something in brackets, with commas or blanks between. What cannot
 * be read is a hint of that name, which nobody knows: hints never fail.
 */
final class HintParser {
  private final String text;
  private final Origin origin;
  private final List<Syntax.Call> hints = new ArrayList<>();

  private HintParser(String text, Origin origin) {
    this.text = text;
    this.origin = origin;
  }

  static List<Syntax.Call> hints(String text, Origin origin) {
    HintParser parser = new HintParser(text, origin);
    parser.read();
    return parser.hints;
  }

  private void read() {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ',' || Character.isWhitespace(c)) {
        at++;
        continue;
      }
      int end = end(at);
      add(text.substring(at, end));
      at = end;
    }
  }

  /** Behind a name and what is in brackets behind it. */
  private int end(int from) {
    int at = from;
    int depth = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '(') depth++;
      if (c == ')' && --depth <= 0) return at + 1;
      boolean isBetween = c == ',' || Character.isWhitespace(c);
      if (isBetween && depth == 0 && !isBracketNext(at)) return at;
      at++;
    }
    return at;
  }

  private boolean isBracketNext(int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
    return at < text.length() && text.charAt(at) == '(' && text.charAt(from) != ',';
  }

  private void add(String hint) {
    hints.add(read(hint.strip()));
  }

  private Syntax.Call read(String hint) {
    try {
      if (hint.endsWith(")") && SqlParser.expression(hint) instanceof Syntax.Call call) return call;
    } catch (EngineException _) {
      // Said as of a hint that nobody knows.
    }
    return Syntax.Call.of(hint, List.of(), origin);
  }
}
