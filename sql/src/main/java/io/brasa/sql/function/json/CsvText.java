package io.brasa.sql.function.json;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.sql.error.Failures;
import java.util.ArrayList;
import java.util.List;

/**
 * Structs from one line of CSV and back. A field that is not of its type is null, as are those that
 * are missing, unless the mode is FAILFAST. Belongs to one thread.
 */
final class CsvText {
  private final StructType type;
  private final TypedText texts;
  private final TextOptions options;

  CsvText(StructType type, TypedText texts, TextOptions options) {
    this.type = type;
    this.texts = texts;
    this.options = options;
  }

  /** The values of the struct. */
  List<Object> read(String line) {
    List<String> fields = fields(line, options);
    List<Object> values = new ArrayList<>();
    String kept = options.get("columnNameOfCorruptRecord").orElse("_corrupt_record");
    boolean isBroken = false;
    int place = 0;
    for (StructField field : type.fields()) {
      if (field.name().equals(kept)) {
        values.add(null);
        continue;
      }
      String text = place < fields.size() ? fields.get(place) : null;
      place++;
      Object value = text == null ? null : value(text, field.dataType());
      isBroken |= value == TypedText.BAD;
      values.add(value == TypedText.BAD ? null : value);
    }
    isBroken |= fields.size() != place;
    if (isBroken && options.isFailFast())
      throw Failures.invalidArgument(
          "from_csv",
          "'" + line + "', which is no line of " + type.sql(),
          "such text, or leave out the mode FAILFAST");
    int corrupt = type.fieldNames().indexOf(kept);
    if (isBroken && corrupt >= 0) values.set(corrupt, line);
    return values;
  }

  private Object value(String text, DataType wanted) {
    if (text.equals(options.get("nullValue").orElse(""))) return null;
    return texts.read(
        wanted == io.brasa.columnar.type.AtomicType.STRING ? text : text.strip(), wanted);
  }

  /** The fields of a line; null where there is nothing between separators. */
  static List<String> fields(String line, TextOptions options) {
    String separator = options.separator();
    char quote = options.get("quote").filter(q -> !q.isEmpty()).orElse("\"").charAt(0);
    char escape = options.get("escape").filter(e -> !e.isEmpty()).orElse("\\").charAt(0);
    List<String> fields = new ArrayList<>();
    int at = 0;
    while (true) {
      StringBuilder field = new StringBuilder();
      int start = at;
      boolean isQuoted = at < line.length() && line.charAt(at) == quote;
      if (isQuoted) at = quoted(line, at + 1, quote, escape, field);
      if (isQuoted && at < line.length() && !line.startsWith(separator, at)) {
        // A quote within, which nothing announces: the field is taken as it is written.
        field.setLength(0);
        at = start;
      }
      int end = line.indexOf(separator, at);
      field.append(line, at, end < 0 ? line.length() : end);
      fields.add(field.isEmpty() && !isQuoted ? null : field.toString());
      if (end < 0) return fields;
      at = end + separator.length();
    }
  }

  /** Appends what is quoted; the place behind the closing quote. */
  private static int quoted(String line, int from, char quote, char escape, StringBuilder out) {
    int at = from;
    while (at < line.length()) {
      char c = line.charAt(at);
      boolean isPair = at + 1 < line.length() && line.charAt(at + 1) == quote;
      if (c == escape && isPair) {
        out.append(quote);
        at += 2;
      } else if (c == quote) {
        return at + 1;
      } else {
        out.append(c);
        at++;
      }
    }
    return at;
  }

  // ---- writing

  String write(List<?> values) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < type.size(); i++) {
      if (i > 0) out.append(options.separator());
      Object value = values.get(i);
      if (value == null) out.append(options.get("nullValue").orElse(""));
      else append(out, texts.write(value, type.field(i).dataType()));
    }
    return out.toString();
  }

  private void append(StringBuilder out, String text) {
    if (text.isEmpty()) {
      out.append("\"\"");
      return;
    }
    boolean isQuoted =
        text.contains(options.separator())
            || text.indexOf('"') >= 0
            || text.indexOf('\n') >= 0
            || text.indexOf('\r') >= 0;
    if (!isQuoted) {
      out.append(text.strip());
      return;
    }
    out.append('"').append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
  }
}
