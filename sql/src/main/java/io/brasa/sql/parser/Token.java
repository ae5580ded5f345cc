package io.brasa.sql.parser;

/**
 * A piece of a text.
 *
 * @param text a word as written; what a quoted name or string stands for; a number or sign as
 *     written
 * @param from its first character
 * @param to behind its last character
 */
record Token(Kind kind, String text, int from, int to) {
  enum Kind {
    /** A name or keyword without quotes. */
    WORD,
    /** A name in backticks. */
    QUOTED,
    STRING,
    NUMBER,
    SIGN,
    /** A comment of the form of hints: its content. */
    HINT,
    END
  }

  boolean isWord(String upperCase) {
    return kind == Kind.WORD && text.equalsIgnoreCase(upperCase);
  }

  boolean isSign(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  /** How it is shown in errors. */
  String shown(String all) {
    return kind == Kind.END ? "the end of the text" : "'" + all.substring(from, to) + "'";
  }
}
