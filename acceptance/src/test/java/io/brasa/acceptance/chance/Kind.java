package io.brasa.acceptance.chance;

import java.util.List;

/** The types that generated expressions have. */
enum Kind {
  INT("INT", "0", "1", "2", "3", "5", "-1", "7", "12"),
  DECIMAL(
      "DECIMAL(9,2)", "0.00", "1.50", "2.25", "-3.10", "10.00", "7.77", "0.125", "4.0", "-2.0625"),
  DOUBLE("DOUBLE", "0.25", "1.5", "-2.75", "4.0", "10.5"),
  TEXT("STRING", "''", "'a'", "'ab'", "'b c'", "'Zoë'", "'abc'", "'%'", "' a '"),
  DATE("DATE", "DATE '2020-01-31'", "DATE '2020-02-29'", "DATE '2019-12-01'", "DATE '2021-06-15'"),
  TIME(
      "TIMESTAMP_NTZ",
      "'2020-01-31 00:00:00'",
      "'2020-02-29 23:59:59'",
      "'2021-03-01 06:30:00.5'",
      "'2020-06-15 12:00:00'"),
  SPAN(
      Query.either("INTERVAL DAY TO SECOND", "INTERVAL"),
      "INTERVAL '3' DAY",
      "INTERVAL '36' HOUR",
      "INTERVAL '90' MINUTE",
      "INTERVAL '1' DAY",
      "INTERVAL '24' HOUR",
      "(- INTERVAL '2' DAY)",
      "INTERVAL '45' SECOND"),
  TRUTH("BOOLEAN", "TRUE", "FALSE");

  private static final List<Kind> USUAL =
      List.of(INT, INT, DECIMAL, DOUBLE, TEXT, DATE, TIME, TRUTH);

  private final String sql;
  private final List<String> literals;

  Kind(String sql, String... literals) {
    this.sql = sql;
    this.literals = List.of(literals);
  }

  /** The name of the type. */
  String sql() {
    return sql;
  }

  /** Any, some more often. */
  static Kind any(Chance chance) {
    return chance.percent(6) ? SPAN : chance.one(USUAL);
  }

  String literal(Chance chance) {
    String text = chance.one(literals);
    return switch (this) {
      // A literal with a fraction is a decimal in both.
      case DOUBLE -> "CAST(" + text + " AS DOUBLE)";
      case TIME -> "CAST(" + text + " AS TIMESTAMP_NTZ)";
      default -> text;
    };
  }
}
