package io.brasa.sql.typed;

import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.lineage.UserFunctionException;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Calls a function for each key of two inputs whose rows come in the order of their keys, with the
 * group of each; one of them may be empty.
 */
public record CoGroupRows(TypedSource.CoGroups groups) implements Operation {
  @Override
  public String name() {
    return groups.name();
  }

  @Override
  public Iterator<?> compute(int partition, Inputs inputs, TaskContext context) throws Exception {
    return new Opened(
        new RowCursor(inputs.read(0, partition), groups.keys(), groups.left(), context.codecs()),
        new RowCursor(inputs.read(1, partition), groups.keys(), groups.right(), context.codecs()),
        context);
  }

  private final class Opened implements Iterator<Object> {
    private final RowCursor left;
    private final RowCursor right;
    private final TaskContext context;
    private RowCursor.Key open;
    private Iterator<Object> results = Collections.emptyIterator();

    Opened(RowCursor left, RowCursor right, TaskContext context) {
      this.left = left;
      this.right = right;
      this.context = context;
    }

    @Override
    public boolean hasNext() {
      while (!results.hasNext()) {
        if (open != null) {
          left.leave(open);
          right.leave(open);
        }
        open = null;
        context.checkCancelled();
        if (!left.hasRow() && !right.hasRow()) return false;
        results = results();
      }
      return true;
    }

    private Iterator<Object> results() {
      boolean isLeft = left.hasRow() && (!right.hasRow() || left.key().compareTo(right.key()) <= 0);
      RowCursor first = isLeft ? left : right;
      open = first.key();
      try {
        return groups
            .function()
            .call(
                first.keyObject(),
                context.given(left.group(open)),
                context.given(right.group(open)));
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
