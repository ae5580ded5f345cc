package io.brasa.sketch;

import io.brasa.sketch.SummarySketch.Mode;
import org.apache.datasketches.tuple.SummaryDeserializer;
import org.apache.datasketches.tuple.SummaryFactory;
import org.apache.datasketches.tuple.SummarySetOperations;
import org.apache.datasketches.tuple.aninteger.IntegerSummary;
import org.apache.datasketches.tuple.aninteger.IntegerSummaryDeserializer;
import org.apache.datasketches.tuple.aninteger.IntegerSummaryFactory;
import org.apache.datasketches.tuple.aninteger.IntegerSummarySetOperations;

/** Whole numbers of 32 bits, whose total is one of 64. */
record IntegerNumbers() implements Numbers<Integer, IntegerSummary> {
  private static IntegerSummary.Mode of(Mode mode) {
    return switch (mode) {
      case SUM -> IntegerSummary.Mode.Sum;
      case MIN -> IntegerSummary.Mode.Min;
      case MAX -> IntegerSummary.Mode.Max;
      case ALWAYSONE -> IntegerSummary.Mode.AlwaysOne;
    };
  }

  @Override
  public SummaryFactory<IntegerSummary> factory(Mode mode) {
    return new IntegerSummaryFactory(of(mode));
  }

  @Override
  public SummarySetOperations<IntegerSummary> operations(Mode mode) {
    return new IntegerSummarySetOperations(of(mode), of(mode));
  }

  @Override
  public SummaryDeserializer<IntegerSummary> reader() {
    return new IntegerSummaryDeserializer();
  }

  @Override
  public Number value(IntegerSummary summary) {
    return (long) summary.getValue();
  }

  @Override
  public Total total(Mode mode) {
    return new Total() {
      private long value;
      private boolean isFirst = true;

      @Override
      public void add(Number number) {
        long next = number.longValue();
        value =
            switch (mode) {
              case SUM -> value + next;
              case MIN -> isFirst ? next : Math.min(value, next);
              case MAX -> isFirst ? next : Math.max(value, next);
              case ALWAYSONE -> value + 1;
            };
        isFirst = false;
      }

      @Override
      public Number value() {
        return value;
      }
    };
  }
}
