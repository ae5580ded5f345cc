package io.brasa.sql.typed;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.TaskContext;
import io.brasa.sql.shape.BatchReader;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Batches become objects, one for each row. */
public record ReadRows(TypedSource.Read values) implements Operation {
  @Override
  public String name() {
    return "objects";
  }

  @Override
  public Iterator<?> compute(int partition, Inputs inputs, TaskContext context) throws Exception {
    return new Opened(
        inputs.read(0, partition), values.open(context.codecs()), values.types().size());
  }

  /** Of batches that are there. */
  public static Iterator<Object> of(
      Iterator<Batch> batches, TypedSource.Read values, io.brasa.runtime.codec.Codecs codecs) {
    return new Opened(batches, values.open(codecs), values.types().size());
  }

  private static final class Opened implements Iterator<Object> {
    private final Iterator<?> batches;
    private final BatchReader reader;
    private final Vector[] columns;
    private int[] selected;
    private int count;
    private int next;

    Opened(Iterator<?> batches, BatchReader reader, int columnCount) {
      this.batches = batches;
      this.reader = reader;
      this.columns = new Vector[columnCount];
    }

    @Override
    public boolean hasNext() {
      while (next == count) {
        if (!batches.hasNext()) return false;
        Batch batch = (Batch) batches.next();
        for (int i = 0; i < columns.length; i++) columns[i] = batch.column(i);
        reader.bind(columns);
        selected = batch.selection().map(Selection::rows).orElse(null);
        count = batch.rowCount();
        next = 0;
      }
      return true;
    }

    @Override
    public Object next() {
      if (!hasNext()) throw new NoSuchElementException();
      int row = next++;
      return reader.read(selected == null ? row : selected[row]);
    }
  }
}
