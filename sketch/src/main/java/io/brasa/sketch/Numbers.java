package io.brasa.sketch;

import io.brasa.sketch.SummarySketch.Mode;
import org.apache.datasketches.tuple.SummaryDeserializer;
import org.apache.datasketches.tuple.SummaryFactory;
import org.apache.datasketches.tuple.SummarySetOperations;
import org.apache.datasketches.tuple.UpdatableSummary;

/** What the library has for numbers of one type that values of a set carry. */
sealed interface Numbers<U extends Number, S extends UpdatableSummary<U>>
    permits IntegerNumbers, DoubleNumbers {
  SummaryFactory<S> factory(Mode mode);

  SummarySetOperations<S> operations(Mode mode);

  SummaryDeserializer<S> reader();

  Number value(S summary);

  Total total(Mode mode);

  /** One number of many; zero of none. */
  interface Total {
    void add(Number number);

    Number value();
  }
}
