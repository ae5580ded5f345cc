package io.brasa.connectors.json;

import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.files.FileSplits;
import io.brasa.columnar.source.files.FormatOptions;
import io.brasa.columnar.source.files.LineRecords;
import io.brasa.columnar.source.files.RecordMode;
import io.brasa.columnar.text.TimePatterns;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.List;

/**
 * What a user says of JSON files, by Spark's names and with Spark's defaults.
 *
 * @param isMultiLine whether a file is one document, or some, and not a document a line
 * @param lineSeparator null for the usual line ends
 * @param zone of times that name none; null for the session's
 * @param splitBytes how much one task reads
 */
record JsonOptions(
    JsonSyntax syntax,
    TimePatterns patterns,
    boolean isMultiLine,
    String lineSeparator,
    RecordMode mode,
    String corruptColumn,
    boolean primitivesAsString,
    double samplingRatio,
    ZoneId zone,
    long splitBytes)
    implements Serializable {
  static final List<String> READ =
      List.of(
          "multiLine",
          "lineSep",
          "mode",
          "columnNameOfCorruptRecord",
          "dateFormat",
          "timestampFormat",
          "timestampNTZFormat",
          "encoding",
          "charset",
          "timeZone",
          "samplingRatio",
          "primitivesAsString",
          "allowSingleQuotes",
          "allowUnquotedFieldNames",
          "allowNumericLeadingZeros",
          "allowNonNumericNumbers",
          "allowBackslashEscapingAnyCharacter",
          "allowUnquotedControlChars",
          "inferSchema",
          "maxSplitBytes");

  static JsonOptions of(FormatOptions options) {
    JsonSyntax syntax =
        new JsonSyntax(
            options.flag("allowSingleQuotes", true),
            options.flag("allowUnquotedFieldNames", false),
            options.flag("allowNumericLeadingZeros", false),
            options.flag("allowNonNumericNumbers", true),
            options.flag("allowBackslashEscapingAnyCharacter", false),
            options.flag("allowUnquotedControlChars", false));
    String separator = FormatOptions.unescaped(options.text("lineSep", ""));
    long most = options.number("maxSplitBytes", FileSplits.DEFAULT_BYTES);
    if (most < 1) throw options.wrong("maxSplitBytes", "a number above 0");
    return new JsonOptions(
        syntax,
        patterns(options),
        options.flag("multiLine", false),
        separator.isEmpty() || separator.equals("\n") ? null : separator,
        RecordMode.of(options),
        options.text("columnNameOfCorruptRecord", "_corrupt_record"),
        options.flag("primitivesAsString", false),
        options.fraction("samplingRatio", 1),
        options.zone().orElse(null),
        most);
  }

  /** The zone of times that name none. */
  ZoneId zone(SourceContext context) {
    return zone == null ? context.zone() : zone;
  }

  /** How much of a file may be read by itself. */
  long pieceBytes() {
    boolean isCut = !isMultiLine && LineRecords.canCut(JsonRecords.separator(this));
    return isCut ? splitBytes : Long.MAX_VALUE;
  }

  static TimePatterns patterns(FormatOptions options) {
    TimePatterns patterns =
        new TimePatterns(
            options.text("dateFormat").orElse(null),
            options.text("timestampFormat").orElse(null),
            options.text("timestampNTZFormat").orElse(null));
    check(options, "dateFormat", patterns::dateFormatter);
    check(options, "timestampFormat", patterns::timestampFormatter);
    check(options, "timestampNTZFormat", patterns::localFormatter);
    return patterns;
  }

  private static void check(FormatOptions options, String name, Runnable makesFormatter) {
    try {
      makesFormatter.run();
    } catch (IllegalArgumentException e) {
      throw options.wrong(name, "a pattern of letters such as yyyy-MM-dd HH:mm:ss");
    }
  }
}
