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
    return new TextLines(context.storages().resolve(text.path()).storage(), text);
  }
}
