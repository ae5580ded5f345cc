package io.brasa.acceptance;

import java.util.List;

/** The types that generated expressions have. */
enum Kind {
  INT("INT", "0", "1", "2", "3", "5", "-1", "7", "12"),
  DECIMAL("DECIMAL(9,2)", "0.00", "1.50", "2.25", "-3.10", "10.00", "7.77"),
  DOUBLE("DOUBLE", "0.25", "1.5", "-2.75", "4.0", "10.5"),
  TEXT("STRING", "''", "'a'", "'ab'", "'b c'", "'Zoë'", "'abc'", "'%'"),
  DATE("DATE", "DATE '2020-01-31'", "DATE '2020-02-29'", "DATE '2019-12-01'", "DATE '2021-06-15'"),
  TRUTH("BOOLEAN", "TRUE", "FALSE");

  private final String sql;
  private final List<String> literals;

  Kind(String sql, String... literals) {
    this.sql = sql;
    this.literals = List.of(literals);
  }

  /** The name that both engines know the type by. */
  String sql() {
    return sql;
  }

  String literal(Chance chance) {
    String text = chance.one(literals);
    // A literal with a fraction is a decimal in both.
    return this == DOUBLE ? "CAST(" + text + " AS DOUBLE)" : text;
  }

  boolean isNumber() {
    return this == INT || this == DECIMAL || this == DOUBLE;
  }
}
