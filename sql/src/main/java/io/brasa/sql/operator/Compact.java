package io.brasa.sql.operator;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.Vectors;
import java.util.ArrayList;
import java.util.List;

/** Batches that hold on to nothing much larger than they are: what operators keep. */
public final class Compact {
  private Compact() {}

  /** The rows that count. */
  public static Batch of(Batch batch) {
    Batch dense = batch.dense();
    List<Vector> columns = new ArrayList<>(dense.columns().size());
    for (Vector column : dense.columns()) {
      boolean isLoose =
          column instanceof DictionaryVector v && v.dictionary().length() > dense.length();
      columns.add(isLoose ? Vectors.flat(column) : column);
    }
    return Batch.of(dense.length(), columns);
  }

  /** Some rows of a batch, flat: what is written to files. */
  public static Batch taken(Batch batch, int[] rows, int from, int to) {
    int[] part = java.util.Arrays.copyOfRange(rows, from, to);
    List<Vector> columns = new ArrayList<>(batch.columns().size());
    for (Vector column : batch.columns()) columns.add(Vectors.take(column, part, part.length));
    return Batch.of(part.length, columns);
  }
}
