package io.brasa.cli.bench;

import io.brasa.sql.Row;
import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Timestamp;
import java.time.Instant;

/**
 * A checksum of the rows of a query that their order does not change. Numbers are rounded to five
 * digits first, so that neither the order of additions nor the scale of a quotient shows; times are
 * written as JDBC drivers do.
 */
final class ResultSum {
  private static final long SEED = 1125899906842597L;
  private static final long FACTOR = 0x9E3779B97F4A7C15L;
  private static final MathContext DIGITS = new MathContext(5);

  private long count;
  private long mix;

  void add(Row row) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < row.length(); i++) text.append(cell(row.get(i))).append('|');
    add(text.toString());
  }

  void add(String row) {
    count++;
    long hash = SEED;
    for (int i = 0; i < row.length(); i++) hash = 31 * hash + row.charAt(i);
    mix += hash * FACTOR;
  }

  private static String cell(Object value) {
    if (value == null) return "null";
    if (value instanceof Instant instant) return Timestamp.from(instant).toString();
    if (!(value instanceof Number number)) return value.toString().trim();
    double rounded = number.doubleValue();
    if (rounded == 0) return "0";
    return new BigDecimal(rounded).round(DIGITS).stripTrailingZeros().toPlainString();
  }

  /** {@code rows:mixed cells}. */
  @Override
  public String toString() {
    return count + ":" + Long.toHexString(mix >>> 32);
  }
}
