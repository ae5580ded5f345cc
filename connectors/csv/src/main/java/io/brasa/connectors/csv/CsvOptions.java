package io.brasa.connectors.csv;

import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.source.files.FileSplits;
import io.brasa.columnar.source.files.FormatOptions;
import io.brasa.columnar.source.files.RecordMode;
import io.brasa.columnar.text.TimePatterns;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.List;

/**
 * What a user says of CSV files, by Spark's names and with Spark's defaults.
 *
 * @param hasHeader whether the first record of each file names the columns
 * @param zone of times that name none; null for the session's
 * @param splitBytes how much one task reads
 */
record CsvOptions(
    CsvDialect dialect,
    CsvValues values,
    boolean hasHeader,
    boolean enforcesSchema,
    RecordMode mode,
    String corruptColumn,
    ZoneId zone,
    long splitBytes)
    implements Serializable {
  private static final List<String> COMMON =
      List.of(
          "sep",
          "delimiter",
          "quote",
          "escape",
          "header",
          "nullValue",
          "emptyValue",
          "comment",
          "nanValue",
          "positiveInf",
          "negativeInf",
          "dateFormat",
          "timestampFormat",
          "timestampNTZFormat",
          "lineSep",
          "encoding",
          "charset",
          "ignoreLeadingWhiteSpace",
          "ignoreTrailingWhiteSpace",
          "timeZone",
          "locale");
  static final List<String> READ =
      join(
          "inferSchema",
          "samplingRatio",
          "mode",
          "columnNameOfCorruptRecord",
          "multiLine",
          "maxColumns",
          "maxCharsPerColumn",
          "enforceSchema",
          "maxSplitBytes");
  static final List<String> WRITE = join("compression", "codec", "quoteAll");

  private static List<String> join(String... more) {
    List<String> all = new java.util.ArrayList<>(COMMON);
    all.addAll(List.of(more));
    return List.copyOf(all);
  }

  static CsvOptions read(SourceOptions given) {
    return of(new FormatOptions("csv", given, READ), "", FileSplits.DEFAULT_BYTES);
  }

  static CsvOptions write(FormatOptions options) {
    String quote = options.text("quote", "\"");
    return of(options, quote + quote, FileSplits.DEFAULT_BYTES);
  }

  static CsvOptions of(FormatOptions options, String emptyValue, long splitBytes) {
    String locale = options.text("locale", "en-US");
    if (!locale.equalsIgnoreCase("en-US") && !locale.equalsIgnoreCase("en"))
      throw options.wrong("locale", "en-US, which alone is served");
    long pieces = options.number("maxSplitBytes", splitBytes);
    if (pieces < 1) throw options.wrong("maxSplitBytes", "a number above 0");
    return new CsvOptions(
        dialect(options),
        values(options, emptyValue),
        options.flag("header", false),
        options.flag("enforceSchema", true),
        RecordMode.of(options),
        options.text("columnNameOfCorruptRecord", "_corrupt_record"),
        options.zone().orElse(null),
        pieces);
  }

  /** The zone of times that name none. */
  ZoneId zone(SourceContext context) {
    return zone == null ? context.zone() : zone;
  }

  /** How much of a file may be read by itself. */
  long pieceBytes() {
    return dialect.isMultiLine() ? Long.MAX_VALUE : splitBytes;
  }

  private static CsvDialect dialect(FormatOptions options) {
    String name = options.text("sep").isPresent() ? "sep" : "delimiter";
    int separator = options.character(name, ",");
    int quote = options.character("quote", "\"");
    int lineSeparator = options.character("lineSep", "");
    if (separator < 0 || separator == '\n' || separator == '\r' || separator == quote)
      throw options.wrong(name, "one ASCII character that is neither the quote nor a line break");
    if (lineSeparator == separator) throw options.wrong("lineSep", "another than the separator");
    return new CsvDialect(
        separator,
        quote,
        options.character("escape", "\\"),
        options.character("comment", ""),
        lineSeparator == '\n' ? -1 : lineSeparator,
        options.flag("multiLine", false),
        options.flag("ignoreLeadingWhiteSpace", false),
        options.flag("ignoreTrailingWhiteSpace", false),
        (int) Math.min(Integer.MAX_VALUE, options.number("maxColumns", 20_480)),
        (int) Math.min(Integer.MAX_VALUE, options.number("maxCharsPerColumn", -1)));
  }

  private static CsvValues values(FormatOptions options, String emptyValue) {
    TimePatterns patterns =
        new TimePatterns(
            options.text("dateFormat").orElse(null),
            options.text("timestampFormat").orElse(null),
            options.text("timestampNTZFormat").orElse(null));
    check(options, "dateFormat", patterns::dateFormatter);
    check(options, "timestampFormat", patterns::timestampFormatter);
    check(options, "timestampNTZFormat", patterns::localFormatter);
    return new CsvValues(
        options.text("nullValue", ""),
        options.text("emptyValue", emptyValue),
        options.text("nanValue", "NaN"),
        options.text("positiveInf", "Inf"),
        options.text("negativeInf", "-Inf"),
        patterns);
  }

  private static void check(FormatOptions options, String name, Runnable makesFormatter) {
    try {
      makesFormatter.run();
    } catch (IllegalArgumentException e) {
      throw options.wrong(name, "a pattern of letters such as yyyy-MM-dd HH:mm:ss");
    }
  }
}
