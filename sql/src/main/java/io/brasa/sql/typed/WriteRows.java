package io.brasa.sql.typed;

import io.brasa.columnar.vector.Batch;
import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.TaskContext;
import io.brasa.sql.shape.BatchWriter;
import io.brasa.sql.shape.Shape;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Objects become batches.
 *
 * @param written the places of the columns that there are to be
 */
public record WriteRows(Shape shape, List<Integer> written) implements Operation {
  private static final long MOST_BYTES = 8L << 20;
  private static final int ROWS_BETWEEN_LOOKS = 64;

  /** The first batches are small: a limit may want no more, and functions may be dear. */
  private static final int FIRST_ROWS = 32;

  private static final int GROWTH = 4;

  public WriteRows {
    written = List.copyOf(written);
  }

  @Override
  public String name() {
    return "rows";
  }

  @Override
  public Iterator<?> compute(int partition, Inputs inputs, TaskContext context) throws Exception {
    return of(inputs.read(0, partition), BatchWriter.of(shape, written, context.codecs()));
  }

  /** The objects of an iterator in batches of the usual size, or less if they are large. */
  public static Iterator<Batch> of(Iterator<?> objects, BatchWriter writer) {
    return new Iterator<>() {
      private int wanted = FIRST_ROWS;

      @Override
      public boolean hasNext() {
        return objects.hasNext();
      }

      @Override
      public Batch next() {
        if (!objects.hasNext()) throw new NoSuchElementException();
        while (writer.rows() < wanted && objects.hasNext()) {
          writer.add(objects.next());
          if (writer.rows() % ROWS_BETWEEN_LOOKS == 0 && writer.sizeBytes() > MOST_BYTES) break;
        }
        wanted = Math.min(Batch.ROWS, wanted * GROWTH);
        return writer.build();
      }
    };
  }
}
