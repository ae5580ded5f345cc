package io.brasa.sql.function.numeric;

/** What an arithmetic operator does. */
enum Operation {
  ADD("+"),
  SUBTRACT("-"),
  MULTIPLY("*"),
  DIVIDE("/"),
  WHOLE_DIVIDE("div"),
  REMAINDER("%"),
  /** The remainder, made positive. */
  POSITIVE_REMAINDER("pmod");

  private final String sign;

  Operation(String sign) {
    this.sign = sign;
  }

  String sign() {
    return sign;
  }

  boolean isDivision() {
    return ordinal() >= DIVIDE.ordinal();
  }
}
