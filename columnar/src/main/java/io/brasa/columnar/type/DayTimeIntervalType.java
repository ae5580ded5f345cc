package io.brasa.columnar.type;

/** Lengths of time in microseconds; which fields are shown is part of the type. */
public record DayTimeIntervalType(Field start, Field end) implements DataType {
  /** From the coarsest. */
  public enum Field {
    DAY,
    HOUR,
    MINUTE,
    SECOND
  }

  /** {@code INTERVAL DAY TO SECOND}. */
  public static final DayTimeIntervalType DAY_TO_SECOND =
      new DayTimeIntervalType(Field.DAY, Field.SECOND);

  public DayTimeIntervalType {
    if (start.compareTo(end) > 0)
      throw new IllegalArgumentException("an interval does not go from " + start + " to " + end);
  }

  @Override
  public String simpleString() {
    return IntervalText.of(start, end);
  }

  @Override
  public Storage storage() {
    return Storage.LONG;
  }

  @Override
  public String toString() {
    return simpleString();
  }
}
