package io.brasa.core.operation;

import io.brasa.core.lineage.Source;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.text.TextLines;
import io.brasa.core.text.TextSplit;
import java.util.Iterator;
import java.util.List;

/** The lines of text files. */
public final class TextSource implements Source {
  private static final long serialVersionUID = 1L;

  private final transient List<TextSplit> splits;

  public TextSource(List<TextSplit> splits) {
    this.splits = List.copyOf(splits);
  }

  @Override
  public String name() {
    return "textFile";
  }

  @Override
  public List<?> splits() {
    return splits;
  }

  @Override
  public Iterator<?> open(Object split, TaskContext context) {
    TextSplit text = (TextSplit) split;
    context.countInput(0, text.length());
    TextLines lines = new TextLines(context.storages().resolve(text.path()).storage(), text);
    return new Counted(lines, context);
  }

  /** Counts the lines, all at once when they end: a counter for each would show in the time. */
  private static final class Counted implements Iterator<String>, AutoCloseable {
    private final TextLines lines;
    private final TaskContext context;
    private long count;

    Counted(TextLines lines, TaskContext context) {
      this.lines = lines;
      this.context = context;
    }

    @Override
    public boolean hasNext() {
      if (lines.hasNext()) return true;
      report();
      return false;
    }

    @Override
    public String next() {
      count++;
      return lines.next();
    }

    private void report() {
      context.countInput(count, 0);
      count = 0;
    }

    @Override
    public void close() {
      report();
      lines.close();
    }
  }
}
