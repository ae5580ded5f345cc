package io.brasa.connectors.parquet.format;

import java.io.Serializable;

/** What the stored values of a column mean, or how a group is to be understood. */
public sealed interface Logical extends Serializable {
  /** Nothing beyond the stored type. */
  record None() implements Logical {}

  /** UTF-8 text, also of enums and JSON. */
  record Text() implements Logical {}

  record Int(int bits, boolean isSigned) implements Logical {}

  record Decimal(int precision, int scale) implements Logical {}

  record Date() implements Logical {}

  /** A moment, or without zone a local date and time. */
  record Timestamp(boolean isMoment, Unit unit) implements Logical {}

  /** A time of a day in microseconds. */
  record Time() implements Logical {}

  record ListGroup() implements Logical {}

  record MapGroup() implements Logical {}

  /** A floating-point number of 16 bits. */
  record HalfFloat() implements Logical {}

  /** A value with its type, in a group of its names and itself. */
  record Variant() implements Logical {}

  /** An identifier of 16 bytes, which is read as these. */
  record Uuid() implements Logical {}

  /** One that is not served. */
  record Other(String name) implements Logical {}

  /** The unit of a timestamp. */
  enum Unit {
    MILLIS,
    MICROS,
    NANOS
  }

  /** From an element of a schema: the newer annotation if there is one, else the older. */
  static Logical of(ThriftStruct element) {
    if (element.has(10)) {
      Logical newer = ofUnion(element.struct(10));
      if (!(newer instanceof None)) return newer;
    }
    return element.has(6) ? ofConverted((int) element.number(6), element) : new None();
  }

  private static Logical ofUnion(ThriftStruct union) {
    int choice = union.choice();
    return switch (choice) {
      case 1, 4, 12 -> new Text();
      case 2 -> new MapGroup();
      case 3 -> new ListGroup();
      case 5 -> decimal(union.struct(5).number(2), union.struct(5).number(1));
      case 6 -> new Date();
      case 7 -> union.struct(7).struct(2).choice() == 2 ? new Time() : new Other("TIME");
      case 8 -> {
        ThriftStruct timestamp = union.struct(8);
        int unit = timestamp.struct(2).choice();
        if (unit < 1 || unit > 3) throw new Damage(-1, "a timestamp has no unit");
        yield new Timestamp(timestamp.truth(1, true), Unit.values()[unit - 1]);
      }
      case 10 -> new Int((int) union.struct(10).number(1), union.struct(10).truth(2, true));
      case 14 -> new Uuid();
      case 15 -> new HalfFloat();
      case 16 -> new Variant();
      default -> new None();
    };
  }

  private static Logical ofConverted(int converted, ThriftStruct element) {
    return switch (converted) {
      case 0, 4, 19 -> new Text();
      case 1, 2 -> new MapGroup();
      case 3 -> new ListGroup();
      case 5 -> decimal(element.number(8), element.number(7, 0));
      case 6 -> new Date();
      case 7 -> new Other("TIME");
      case 8 -> new Time();
      case 9 -> new Timestamp(true, Unit.MILLIS);
      case 10 -> new Timestamp(true, Unit.MICROS);
      case 11, 12, 13, 14 -> new Int(8 << converted - 11, false);
      case 15, 16, 17, 18 -> new Int(8 << converted - 15, true);
      case 21 -> new Other("INTERVAL");
      default -> new None();
    };
  }

  private static Logical decimal(long precision, long scale) {
    if (precision < 1 || precision > 38 || scale < 0 || scale > precision)
      return new Other("DECIMAL(" + precision + "," + scale + ")");
    return new Decimal((int) precision, (int) scale);
  }
}
