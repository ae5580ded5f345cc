package io.brasa.sql;

/** Functions on numbers as calls. Public as methods of {@link functions}. */
public abstract sealed class NumberFunctionCalls extends AggregateFunctionCalls
    permits TextFunctionCalls {
  NumberFunctionCalls() {}

  /** The number without its sign. */
  public static Column abs(Column column) {
    return Columns.call("abs", column);
  }

  public static Column abs(String column) {
    return Columns.call("abs", functions.col(column));
  }

  /** The square root. */
  public static Column sqrt(Column column) {
    return Columns.call("sqrt", column);
  }

  public static Column sqrt(String column) {
    return Columns.call("sqrt", functions.col(column));
  }

  /** The cube root. */
  public static Column cbrt(Column column) {
    return Columns.call("cbrt", column);
  }

  public static Column cbrt(String column) {
    return Columns.call("cbrt", functions.col(column));
  }

  /** e to this power. */
  public static Column exp(Column column) {
    return Columns.call("exp", column);
  }

  public static Column exp(String column) {
    return Columns.call("exp", functions.col(column));
  }

  /** e to this power, less one, exact near zero. */
  public static Column expm1(Column column) {
    return Columns.call("expm1", column);
  }

  /** The natural logarithm. */
  public static Column ln(Column column) {
    return Columns.call("ln", column);
  }

  /** The natural logarithm. */
  public static Column log(Column column) {
    return Columns.call("log", column);
  }

  public static Column log(String column) {
    return Columns.call("log", functions.col(column));
  }

  /** The logarithm to a base. */
  public static Column log(double base, Column column) {
    return Columns.call("log", base, column);
  }

  /** The logarithm to base 10. */
  public static Column log10(Column column) {
    return Columns.call("log10", column);
  }

  public static Column log10(String column) {
    return Columns.call("log10", functions.col(column));
  }

  /** The logarithm to base 2. */
  public static Column log2(Column column) {
    return Columns.call("log2", column);
  }

  public static Column log2(String column) {
    return Columns.call("log2", functions.col(column));
  }

  /** The natural logarithm of one more, exact near zero. */
  public static Column log1p(Column column) {
    return Columns.call("log1p", column);
  }

  /** One number to the power of another. */
  public static Column pow(Object base, Object exponent) {
    return Columns.call("pow", base, exponent);
  }

  /** One number to the power of another. */
  public static Column power(Object base, Object exponent) {
    return Columns.call("power", base, exponent);
  }

  /** The largest whole number that is not above. */
  public static Column floor(Column column) {
    return Columns.call("floor", column);
  }

  public static Column floor(String column) {
    return Columns.call("floor", functions.col(column));
  }

  /** The number cut down to so many digits behind the point. */
  public static Column floor(Column column, Column scale) {
    return Columns.call("floor", column, scale);
  }

  /** The smallest whole number that is not below. */
  public static Column ceil(Column column) {
    return Columns.call("ceil", column);
  }

  public static Column ceil(String column) {
    return Columns.call("ceil", functions.col(column));
  }

  /** The number brought up to so many digits behind the point. */
  public static Column ceil(Column column, Column scale) {
    return Columns.call("ceil", column, scale);
  }

  /** The smallest whole number that is not below. */
  public static Column ceiling(Column column) {
    return Columns.call("ceiling", column);
  }

  /** The nearest whole number, halves away from zero. */
  public static Column round(Column column) {
    return Columns.call("round", column);
  }

  /** The nearest number of so many digits behind the point, halves away from zero. */
  public static Column round(Column column, int scale) {
    return Columns.call("round", column, scale);
  }

  /** The nearest whole number, halves to the even one. */
  public static Column bround(Column column) {
    return Columns.call("bround", column);
  }

  /** The nearest number of so many digits behind the point, halves to the even one. */
  public static Column bround(Column column, int scale) {
    return Columns.call("bround", column, scale);
  }

  /** The nearest whole number as a double. */
  public static Column rint(Column column) {
    return Columns.call("rint", column);
  }

  public static Column rint(String column) {
    return Columns.call("rint", functions.col(column));
  }

  /** 1, 0 or -1 by the sign. */
  public static Column signum(Column column) {
    return Columns.call("signum", column);
  }

  public static Column signum(String column) {
    return Columns.call("signum", functions.col(column));
  }

  /** 1, 0 or -1 by the sign. */
  public static Column sign(Column column) {
    return Columns.call("sign", column);
  }

  /** The sine. */
  public static Column sin(Column column) {
    return Columns.call("sin", column);
  }

  public static Column sin(String column) {
    return Columns.call("sin", functions.col(column));
  }

  /** The cosine. */
  public static Column cos(Column column) {
    return Columns.call("cos", column);
  }

  public static Column cos(String column) {
    return Columns.call("cos", functions.col(column));
  }

  /** The tangent. */
  public static Column tan(Column column) {
    return Columns.call("tan", column);
  }

  public static Column tan(String column) {
    return Columns.call("tan", functions.col(column));
  }

  /** The cotangent. */
  public static Column cot(Column column) {
    return Columns.call("cot", column);
  }

  /** The arc sine. */
  public static Column asin(Column column) {
    return Columns.call("asin", column);
  }

  public static Column asin(String column) {
    return Columns.call("asin", functions.col(column));
  }

  /** The arc cosine. */
  public static Column acos(Column column) {
    return Columns.call("acos", column);
  }

  public static Column acos(String column) {
    return Columns.call("acos", functions.col(column));
  }

  /** The arc tangent. */
  public static Column atan(Column column) {
    return Columns.call("atan", column);
  }

  public static Column atan(String column) {
    return Columns.call("atan", functions.col(column));
  }

  /** The angle of a point. */
  public static Column atan2(Object y, Object x) {
    return Columns.call("atan2", y, x);
  }

  /** The hyperbolic sine. */
  public static Column sinh(Column column) {
    return Columns.call("sinh", column);
  }

  /** The hyperbolic cosine. */
  public static Column cosh(Column column) {
    return Columns.call("cosh", column);
  }

  /** The hyperbolic tangent. */
  public static Column tanh(Column column) {
    return Columns.call("tanh", column);
  }

  /** Degrees of radians. */
  public static Column degrees(Column column) {
    return Columns.call("degrees", column);
  }

  public static Column degrees(String column) {
    return Columns.call("degrees", functions.col(column));
  }

  /** Radians of degrees. */
  public static Column radians(Column column) {
    return Columns.call("radians", column);
  }

  public static Column radians(String column) {
    return Columns.call("radians", functions.col(column));
  }

  /** The length of the diagonal. */
  public static Column hypot(Object a, Object b) {
    return Columns.call("hypot", a, b);
  }

  /** The ratio of a circle's circumference to its diameter. */
  public static Column pi() {
    return Columns.call("pi");
  }

  /** Euler's number. */
  public static Column e() {
    return Columns.call("e");
  }

  /** The product of the whole numbers up to this one. */
  public static Column factorial(Column column) {
    return Columns.call("factorial", column);
  }

  /** The remainder, never negative for positive divisors. */
  public static Column pmod(Object dividend, Object divisor) {
    return Columns.call("pmod", dividend, divisor);
  }

  /** The number of the other sign. */
  public static Column negate(Column column) {
    return Columns.call("negative", column);
  }

  /** The number of the other sign. */
  public static Column negative(Column column) {
    return Columns.call("negative", column);
  }

  /** The number itself. */
  public static Column positive(Column column) {
    return Columns.call("positive", column);
  }

  /** The number with all bits turned. */
  public static Column bitwise_not(Column column) {
    return Columns.call("~", column);
  }

  /** How many bits are set. */
  public static Column bit_count(Column column) {
    return Columns.call("bit_count", column);
  }

  /** The bits moved to the left. */
  public static Column shiftleft(Column column, int bits) {
    return Columns.call("shiftleft", column, bits);
  }

  /** The bits moved to the right, with the sign. */
  public static Column shiftright(Column column, int bits) {
    return Columns.call("shiftright", column, bits);
  }

  /** The bits moved to the right, zeros behind them. */
  public static Column shiftrightunsigned(Column column, int bits) {
    return Columns.call("shiftrightunsigned", column, bits);
  }

  /** The value in digits of base 16. */
  public static Column hex(Column column) {
    return Columns.call("hex", column);
  }

  /** The bytes of digits of base 16. */
  public static Column unhex(Column column) {
    return Columns.call("unhex", column);
  }

  /** The number in digits of base 2. */
  public static Column bin(Column column) {
    return Columns.call("bin", column);
  }

  /** The number's digits in another base. */
  public static Column conv(Column column, int from, int to) {
    return Columns.call("conv", column, from, to);
  }

  /** As {@link #rand()}. */
  public static Column random() {
    return Columns.call("random");
  }

  /** As {@link #rand(long)}. */
  public static Column random(Column seed) {
    return Columns.call("random", seed);
  }

  /** A random number from 0 to 1. */
  public static Column rand() {
    return Columns.call("rand");
  }

  /** A random number from 0 to 1, by a seed. */
  public static Column rand(long seed) {
    return Columns.call("rand", seed);
  }

  /** A number for each row that increases within a partition; rows of none share one. */
  public static Column monotonically_increasing_id() {
    return Columns.call("monotonically_increasing_id");
  }

  /** The number of the partition that a row is in. */
  public static Column spark_partition_id() {
    return Columns.call("spark_partition_id");
  }

  /** A random identifier for each row. */
  public static Column uuid() {
    return Columns.call("uuid");
  }

  /** A random number of the normal distribution. */
  public static Column randn() {
    return Columns.call("randn");
  }

  /** A random number of the normal distribution, by a seed. */
  public static Column randn(long seed) {
    return Columns.call("randn", seed);
  }

  /** The sum, or null where it has no room. */
  public static Column try_add(Column a, Column b) {
    return Columns.call("try_add", a, b);
  }

  /** The difference, or null where it has no room. */
  public static Column try_subtract(Column a, Column b) {
    return Columns.call("try_subtract", a, b);
  }

  /** The product, or null where it has no room. */
  public static Column try_multiply(Column a, Column b) {
    return Columns.call("try_multiply", a, b);
  }

  /** The quotient, or null by zero. */
  public static Column try_divide(Column a, Column b) {
    return Columns.call("try_divide", a, b);
  }

  /** The remainder, or null by zero. */
  public static Column try_mod(Column a, Column b) {
    return Columns.call("try_mod", a, b);
  }

  /** In which of equally wide ranges the value is. */
  public static Column width_bucket(Column column, Column low, Column high, Column count) {
    return Columns.call("width_bucket", column, low, high, count);
  }

  /** The number whose hyperbolic cosine it is. */
  public static Column acosh(Column column) {
    return Columns.call("acosh", column);
  }

  /** The number whose hyperbolic sine it is. */
  public static Column asinh(Column column) {
    return Columns.call("asinh", column);
  }

  /** The number whose hyperbolic tangent it is. */
  public static Column atanh(Column column) {
    return Columns.call("atanh", column);
  }

  /** The cosecant. */
  public static Column csc(Column column) {
    return Columns.call("csc", column);
  }

  /** The secant. */
  public static Column sec(Column column) {
    return Columns.call("sec", column);
  }

  /** The bit at a place, from the right and from zero. */
  public static Column bit_get(Column column, Column place) {
    return Columns.call("bit_get", column, place);
  }

  /** As {@link #bit_get}. */
  public static Column getbit(Column column, Column place) {
    return Columns.call("getbit", column, place);
  }
}
