package io.brasa.sql.function.json;

/**
 * What is read as JSON though it is not, by the names of Spark's options.
 *
 * @param allowsSingleQuotes {@code allowSingleQuotes}
 * @param allowsUnquotedNames {@code allowUnquotedFieldNames}
 * @param allowsLeadingZeros {@code allowNumericLeadingZeros}
 * @param allowsNotNumbers {@code allowNonNumericNumbers}: {@code NaN} and infinities
 * @param allowsAnyEscape {@code allowBackslashEscapingAnyCharacter}
 * @param allowsControls {@code allowUnquotedControlChars}
 * @param allowsComments {@code allowComments}
 */
record JsonDialect(
    boolean allowsSingleQuotes,
    boolean allowsUnquotedNames,
    boolean allowsLeadingZeros,
    boolean allowsNotNumbers,
    boolean allowsAnyEscape,
    boolean allowsControls,
    boolean allowsComments) {
  /** Of functions that take no options. */
  static final JsonDialect USUAL = new JsonDialect(true, false, false, false, false, false, false);

  /** As RFC 8259 is. */
  static final JsonDialect STRICT =
      new JsonDialect(false, false, false, false, false, false, false);

  static JsonDialect of(TextOptions options) {
    return new JsonDialect(
        options.isSet("allowSingleQuotes", true),
        options.isSet("allowUnquotedFieldNames", false),
        options.isSet("allowNumericLeadingZeros", false),
        options.isSet("allowNonNumericNumbers", true),
        options.isSet("allowBackslashEscapingAnyCharacter", false),
        options.isSet("allowUnquotedControlChars", false),
        options.isSet("allowComments", false));
  }
}
