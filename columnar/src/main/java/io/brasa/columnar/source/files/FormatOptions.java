package io.brasa.columnar.source.files;

import io.brasa.columnar.source.SourceOptions;
import io.brasa.runtime.error.EngineException;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The options of one format by type. A value that is wrong is an error that names it, and so is a
 * name that is misspelt; an option of another format or program is told to the log.
 */
public final class FormatOptions {
  private static final List<String> LISTING =
      List.of(
          "path",
          "recursiveFileLookup",
          "basePath",
          "pathGlobFilter",
          "modifiedBefore",
          "modifiedAfter",
          "ignoreCorruptFiles",
          "ignoreMissingFiles");

  private final String format;
  private final SourceOptions options;

  /**
   * @param known the names of the format's options, in Spark's spelling
   */
  public FormatOptions(String format, SourceOptions options, List<String> known) {
    this.format = format;
    this.options = options;
    Map<String, String> lower = new TreeMap<>();
    for (String name : known) lower.put(name.toLowerCase(Locale.ROOT), name);
    for (String name : LISTING) lower.put(name.toLowerCase(Locale.ROOT), name);
    for (String name : options.options().keySet())
      if (!lower.containsKey(name)) unknown(name, lower);
  }

  /** What is nearly an option is surely one misspelt; what is far from all is another program's. */
  private void unknown(String name, Map<String, String> known) {
    for (Map.Entry<String, String> each : known.entrySet()) {
      int most = name.length() < 5 ? 1 : 2;
      if (distance(name, each.getKey()) > most) continue;
      throw new EngineException(
          FileError.FORMAT_OPTION_INVALID,
          "The format " + format + " has no option '" + name + "'",
          "Perhaps " + each.getValue() + " is meant");
    }
    System.getLogger("io.brasa")
        .log(
            System.Logger.Level.WARNING,
            "The format " + format + " has no option '" + name + "', which changes nothing");
  }

  /** How many letters to add, drop or change. Source: Wagner and Fischer, 1974. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) row[j] = j;
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }

  public Optional<String> text(String name) {
    return options.option(name);
  }

  public String text(String name, String otherwise) {
    return options.option(name, otherwise);
  }

  public boolean flag(String name, boolean otherwise) {
    Optional<String> value = options.option(name);
    if (value.isEmpty()) return otherwise;
    return switch (value.get().trim().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(name, "true or false");
    };
  }

  public long number(String name, long otherwise) {
    Optional<String> value = options.option(name);
    if (value.isEmpty()) return otherwise;
    try {
      return Long.parseLong(value.get().trim());
    } catch (NumberFormatException e) {
      throw wrong(name, "a whole number");
    }
  }

  public double fraction(String name, double otherwise) {
    Optional<String> value = options.option(name);
    if (value.isEmpty()) return otherwise;
    try {
      double fraction = Double.parseDouble(value.get().trim());
      if (fraction > 0 && fraction <= 1) return fraction;
    } catch (NumberFormatException e) {
      // As any other value out of range.
    }
    throw wrong(name, "a number above 0, up to 1");
  }

  /** A character of one byte; -1 for none, where an empty value says so. */
  public int character(String name, String otherwise) {
    String value = options.option(name, otherwise);
    if (value.isEmpty()) return -1;
    String plain = unescaped(value);
    if (plain.length() == 1 && plain.charAt(0) == 0) return -1;
    if (plain.length() != 1 || plain.charAt(0) >= 128) throw wrong(name, "one ASCII character");
    return plain.charAt(0);
  }

  /** The text with {@code \t} and the like replaced by what they stand for. */
  public static String unescaped(String value) {
    return switch (value) {
      case "\\t" -> "\t";
      case "\\n" -> "\n";
      case "\\r" -> "\r";
      case "\\r\\n" -> "\r\n";
      case "\\\\" -> "\\";
      case "\\0", "\\u0000" -> "\0";
      default -> value;
    };
  }

  /**
   * The options {@code encoding} or {@code charset}, as Java names it; empty for UTF-8 and what is
   * the same in it.
   */
  public String encoding() {
    String name = options.option("encoding").or(() -> options.option("charset")).orElse("UTF-8");
    switch (name.toUpperCase(Locale.ROOT)) {
      case "UTF-8", "UTF8", "US-ASCII", "ASCII" -> {
        return "";
      }
      default -> {
        try {
          return Charset.forName(name).name();
        } catch (IllegalArgumentException e) {
          throw new EngineException(
              FileError.FILE_UNSUPPORTED,
              "There is no encoding " + name + " for files of the format " + format,
              "Name one such as UTF-16LE, ISO-8859-1 or windows-1252",
              e);
        }
      }
    }
  }

  /** The option {@code timeZone}; empty for the session's. */
  public Optional<ZoneId> zone() {
    Optional<String> name = options.option("timeZone");
    if (name.isEmpty()) return Optional.empty();
    try {
      return Optional.of(ZoneId.of(name.get().trim(), ZoneId.SHORT_IDS));
    } catch (DateTimeException e) {
      throw wrong("timeZone", "a zone such as Europe/Berlin, UTC or +02:00");
    }
  }

  /** That an option has a value which it does not take. */
  public EngineException wrong(String name, String expected) {
    return new EngineException(
        FileError.FORMAT_OPTION_INVALID,
        "The option "
            + name
            + " of the format "
            + format
            + " is '"
            + options.option(name, "")
            + "'",
        "Give " + expected);
  }
}
