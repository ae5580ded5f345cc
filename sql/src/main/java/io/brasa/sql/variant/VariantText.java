package io.brasa.sql.variant;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;

/** Values as JSON, without blanks. */
public final class VariantText {
  private static final String HEX = "0123456789abcdef";

  private VariantText() {}

  public static String json(VariantValue value, ZoneId zone) {
    StringBuilder out = new StringBuilder();
    append(out, value, zone);
    return out.toString();
  }

  /**
   * @param zone of moments
   */
  public static void append(StringBuilder out, VariantValue value, ZoneId zone) {
    switch (value.kind()) {
      case NULL -> out.append("null");
      case BOOLEAN -> out.append(value.truth());
      case LONG -> out.append(value.whole());
      case DOUBLE -> real(out, value.real(), Double.toString(value.real()));
      case FLOAT -> real(out, value.real(), Float.toString((float) value.real()));
      case DECIMAL -> out.append(decimal(value));
      case DATE -> quote(out, java.time.LocalDate.ofEpochDay(value.whole()).toString());
      case TIMESTAMP -> quote(out, VariantTimes.moment(value.whole(), zone));
      case TIMESTAMP_NTZ -> quote(out, VariantTimes.local(value.whole()));
      case BINARY -> quote(out, Base64.getEncoder().encodeToString(value.raw()));
      case STRING -> quote(out, value.text());
      case UUID -> quote(out, value.uuid().toString());
      case OBJECT -> {
        out.append('{');
        for (int i = 0; i < value.count(); i++) {
          if (i > 0) out.append(',');
          quote(out, value.name(i));
          out.append(':');
          append(out, value.element(i), zone);
        }
        out.append('}');
      }
      case ARRAY -> {
        out.append('[');
        for (int i = 0; i < value.count(); i++) {
          if (i > 0) out.append(',');
          append(out, value.element(i), zone);
        }
        out.append(']');
      }
    }
  }

  /** Without last zeros behind the point. */
  static String decimal(VariantValue value) {
    java.math.BigDecimal stripped = value.decimal().stripTrailingZeros();
    return stripped.toPlainString();
  }

  private static void real(StringBuilder out, double value, String text) {
    if (Double.isFinite(value)) out.append(text);
    else quote(out, text);
  }

  private static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c >= ' ') out.append(c);
          else out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
        }
      }
    }
    out.append('"');
  }

  /** The text of a moment in UTC. */
  public static String json(VariantValue value) {
    return json(value, ZoneOffset.UTC);
  }
}
