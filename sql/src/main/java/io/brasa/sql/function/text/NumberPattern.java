package io.brasa.sql.function.text;

import io.brasa.columnar.type.DecimalType;
import io.brasa.sql.error.Failures;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * A pattern of numbers as text: {@code 9} and {@code 0} for digits, {@code .} or {@code D} for the
 * point, {@code ,} or {@code G} between digits, {@code $}, and for the sign {@code S} or {@code MI}
 * at either end or {@code PR} (angle brackets) behind. Groups of digits that begin with 0 are
 * filled with zeros, those that begin with 9 with spaces.
 */
final class NumberPattern {
  /** Where a sign stands and how it looks. */
  private enum Sign {
    NONE,
    PLUS_OR_MINUS,
    MINUS_OR_SPACE,
    BRACKETS
  }

  private final String function;
  private final String pattern;
  private Sign sign = Sign.NONE;
  private boolean isSignFirst;
  private boolean isDollar;

  /** The digits and separators left of the point, and the digits right of it. */
  private final String whole;

  private final String fraction;

  NumberPattern(String function, String pattern) {
    this.function = function;
    this.pattern = pattern;
    String rest = pattern.toUpperCase(Locale.ROOT).replace('G', ',').replace('D', '.');
    rest = sign(rest);
    if (rest.startsWith("$")) {
      isDollar = true;
      rest = rest.substring(1);
      if (sign == Sign.NONE) rest = sign(rest);
    }
    int point = rest.indexOf('.');
    whole = point < 0 ? rest : rest.substring(0, point);
    fraction = point < 0 ? "" : rest.substring(point + 1);
    boolean isFit =
        digits(whole) + digits(fraction) > 0
            && digits(fraction) == fraction.length()
            && digits(whole) + commas(whole) == whole.length()
            && !whole.startsWith(",")
            && !whole.endsWith(",")
            && digits(whole) + fraction.length() <= DecimalType.MAX_PRECISION;
    if (!isFit) throw unfit();
  }

  private RuntimeException unfit() {
    return Failures.invalidArgument(
        function,
        "'" + pattern + "', which is no pattern of a number",
        "one such as '999,990.00', with $, S, MI or PR at its ends");
  }

  private String sign(String text) {
    if (text.startsWith("MI") || text.startsWith("S")) {
      isSignFirst = true;
      sign = text.startsWith("S") ? Sign.PLUS_OR_MINUS : Sign.MINUS_OR_SPACE;
      return text.substring(sign == Sign.PLUS_OR_MINUS ? 1 : 2);
    }
    if (text.endsWith("MI") || text.endsWith("PR")) {
      sign = text.endsWith("MI") ? Sign.MINUS_OR_SPACE : Sign.BRACKETS;
      return text.substring(0, text.length() - 2);
    }
    if (!text.endsWith("S")) return text;
    sign = Sign.PLUS_OR_MINUS;
    return text.substring(0, text.length() - 1);
  }

  private static int digits(String text) {
    return (int) text.chars().filter(c -> c == '9' || c == '0').count();
  }

  private static int commas(String text) {
    return (int) text.chars().filter(c -> c == ',').count();
  }

  /** The type of what is read by it. */
  DecimalType type() {
    return new DecimalType(digits(whole) + fraction.length(), fraction.length());
  }

  // ---- reading

  /** The number that a text shows; null if it is not of this form. */
  BigDecimal parse(String given) {
    String text = given.strip();
    boolean isNegative = false;
    if (sign == Sign.BRACKETS && text.startsWith("<") && text.endsWith(">")) {
      isNegative = true;
      text = text.substring(1, text.length() - 1);
    } else if (sign != Sign.NONE && sign != Sign.BRACKETS && !text.isEmpty()) {
      int at = isSignFirst ? 0 : text.length() - 1;
      char c = text.charAt(at);
      if (c == '-' || c == '+' && sign == Sign.PLUS_OR_MINUS) {
        isNegative = c == '-';
        text = isSignFirst ? text.substring(1) : text.substring(0, at);
      }
    }
    if (isDollar != text.startsWith("$")) return null;
    if (isDollar) text = text.substring(1);
    int point = text.indexOf('.');
    String left = point < 0 ? text : text.substring(0, point);
    String right = point < 0 ? "" : text.substring(point + 1);
    if (point >= 0 && fraction.isEmpty() || right.length() > fraction.length()) return null;
    String digits = isWhole(left) && isDigits(right) ? left.replace(",", "") + right : "";
    if (digits.isEmpty()) return null;
    BigDecimal value = new BigDecimal(digits).movePointLeft(right.length());
    return (isNegative ? value.negate() : value).setScale(fraction.length());
  }

  private static boolean isDigits(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Digits and separators from the right as the pattern has them; groups of 0 have all. */
  private boolean isWhole(String text) {
    int t = text.length() - 1;
    for (int p = whole.length() - 1; p >= 0; p--) {
      char c = whole.charAt(p);
      if (t < 0) {
        if (isZeroGroup(p)) return false;
        continue;
      }
      boolean isFit =
          c == ',' ? text.charAt(t) == ',' : text.charAt(t) >= '0' && text.charAt(t) <= '9';
      if (!isFit) return false;
      t--;
    }
    return t < 0;
  }

  private boolean isZeroGroup(int place) {
    return whole.startsWith("0") && whole.charAt(place) != ',';
  }

  // ---- writing

  /** A number as the pattern shows it; {@code #} for each digit if it has no room. */
  String format(BigDecimal number) {
    BigDecimal rounded = number.abs().setScale(fraction.length(), RoundingMode.DOWN);
    boolean isNegative = number.signum() < 0;
    String[] parts = rounded.toPlainString().split("\\.");
    String left = parts[0].equals("0") ? "" : parts[0];
    StringBuilder out = new StringBuilder();
    boolean hasRoom =
        left.length() <= digits(whole) && number.stripTrailingZeros().scale() <= fraction.length();
    if (hasRoom) appendWhole(out, left);
    else out.append(whole.replaceAll("[09]", "#"));
    if (!fraction.isEmpty())
      out.append('.').append(hasRoom ? parts[1] : "#".repeat(fraction.length()));
    return signed(out, isNegative);
  }

  private void appendWhole(StringBuilder out, String digits) {
    int missing = digits(whole) - digits.length();
    boolean isZeros = whole.startsWith("0");
    int next = 0;
    boolean isBegun = isZeros;
    for (int i = 0; i < whole.length(); i++) {
      char c = whole.charAt(i);
      if (c == ',') {
        out.append(isBegun ? ',' : ' ');
      } else if (missing > 0) {
        boolean isLast = missing == 1 && digits.isEmpty();
        out.append(isZeros || isLast && !fraction.isEmpty() ? '0' : ' ');
        missing--;
      } else {
        out.append(digits.charAt(next++));
        isBegun = true;
      }
    }
  }

  private String signed(StringBuilder out, boolean isNegative) {
    int blank = 0;
    while (blank < out.length() && out.charAt(blank) == ' ') blank++;
    if (isDollar) out.insert(blank, '$');
    return switch (sign) {
      case NONE -> isNegative ? out.insert(blank, '-').toString() : out.toString();
      case PLUS_OR_MINUS -> placed(out, blank, isNegative ? '-' : '+');
      case MINUS_OR_SPACE -> placed(out, blank, isNegative ? '-' : ' ');
      case BRACKETS ->
          isNegative ? out.insert(blank, '<').append('>').toString() : out.append("  ").toString();
    };
  }

  private String placed(StringBuilder out, int blank, char mark) {
    return isSignFirst ? out.insert(blank, mark).toString() : out.append(mark).toString();
  }
}
