package io.brasa.sql.typed;

import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.lineage.UserFunctionException;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Calls a function for each group of rows that come in the order of their keys. A group is an
 * iterator over the rows as they come, so that its size does not matter; what the function leaves
 * of it is passed over.
 */
public record GroupRows(TypedSource.Groups groups) implements Operation {
  @Override
  public String name() {
    return groups.name();
  }

  @Override
  public Iterator<?> compute(int partition, Inputs inputs, TaskContext context) throws Exception {
    Iterator<?> batches = inputs.read(0, partition);
    RowCursor rows = new RowCursor(batches, groups.keys(), groups.values(), context.codecs());
    return new Opened(rows, context);
  }

  private final class Opened implements Iterator<Object> {
    private final RowCursor rows;
    private final TaskContext context;
    private RowCursor.Key open;
    private Iterator<Object> results = Collections.emptyIterator();

    Opened(RowCursor rows, TaskContext context) {
      this.rows = rows;
      this.context = context;
    }

    @Override
    public boolean hasNext() {
      while (!results.hasNext()) {
        if (open != null) rows.leave(open);
        open = null;
        context.checkCancelled();
        if (!rows.hasRow()) return false;
        open = rows.key();
        results = results();
      }
      return true;
    }

    private Iterator<Object> results() {
      try {
        Object key = rows.keyObject();
        return groups.function().call(key, context.given(rows.group(open)));
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new UserFunctionException(e);
      }
    }

    @Override
    public Object next() {
      if (!hasNext()) throw new NoSuchElementException();
      return results.next();
    }
  }
}
