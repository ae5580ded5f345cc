package io.brasa.columnar.type;

/** Lengths of time in months; which fields are shown is part of the type. */
public record YearMonthIntervalType(Field start, Field end) implements DataType {
  /** From the coarsest. */
  public enum Field {
    YEAR,
    MONTH
  }

  /** {@code INTERVAL YEAR TO MONTH}. */
  public static final YearMonthIntervalType YEAR_TO_MONTH =
      new YearMonthIntervalType(Field.YEAR, Field.MONTH);

  public YearMonthIntervalType {
    if (start.compareTo(end) > 0)
      throw new IllegalArgumentException("an interval does not go from " + start + " to " + end);
  }

  @Override
  public String simpleString() {
    return IntervalText.of(start, end);
  }

  @Override
  public Storage storage() {
    return Storage.INT;
  }

  @Override
  public String toString() {
    return simpleString();
  }
}
