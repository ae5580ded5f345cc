package io.brasa.sketch;

import io.brasa.sketch.SummarySketch.Mode;
import org.apache.datasketches.tuple.SummaryDeserializer;
import org.apache.datasketches.tuple.SummaryFactory;
import org.apache.datasketches.tuple.SummarySetOperations;
import org.apache.datasketches.tuple.adouble.DoubleSummary;
import org.apache.datasketches.tuple.adouble.DoubleSummaryDeserializer;
import org.apache.datasketches.tuple.adouble.DoubleSummaryFactory;
import org.apache.datasketches.tuple.adouble.DoubleSummarySetOperations;

/** Numbers with fractions. */
record DoubleNumbers() implements Numbers<Double, DoubleSummary> {
  private static DoubleSummary.Mode of(Mode mode) {
    return switch (mode) {
      case SUM -> DoubleSummary.Mode.Sum;
      case MIN -> DoubleSummary.Mode.Min;
      case MAX -> DoubleSummary.Mode.Max;
      case ALWAYSONE -> DoubleSummary.Mode.AlwaysOne;
    };
  }

  @Override
  public SummaryFactory<DoubleSummary> factory(Mode mode) {
    return new DoubleSummaryFactory(of(mode));
  }

  @Override
  public SummarySetOperations<DoubleSummary> operations(Mode mode) {
    return new DoubleSummarySetOperations(of(mode), of(mode));
  }

  @Override
  public SummaryDeserializer<DoubleSummary> reader() {
    return new DoubleSummaryDeserializer();
  }

  @Override
  public Number value(DoubleSummary summary) {
    return summary.getValue();
  }

  @Override
  public Total total(Mode mode) {
    return new Total() {
      private double value;
      private boolean isFirst = true;

      @Override
      public void add(Number number) {
        double next = number.doubleValue();
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
